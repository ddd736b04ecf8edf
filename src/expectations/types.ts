import type { HeaderList } from '../lib/headers.js';

/** What a step may expect of the headers, the body and the metadata of a response, in the short form. */
export interface ResponseContains {
  readonly headers?: Readonly<Record<string, unknown>>;
  /** A regular expression over the first MiB of the raw body. */
  readonly body_pattern?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A received body, as far as it can be judged: `head` holds its first bytes (1 MiB at most), the digests are hexadecimal. */
export interface JudgedBody {
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
  readonly head: Uint8Array;
}

/** Where a body first differs from the expected bytes, and the size that was expected; null where unknown. */
export interface ByteDifference {
  readonly offset: number;
  readonly expectedSize: number | null;
}

/** The findings of a streaming comparison: path of an expected body → its first difference, null where equal. */
export type BodyVerdict = ReadonlyMap<string, ByteDifference | null>;

/** What of a whole response can be judged. */
export interface JudgedResponse {
  readonly success: boolean;
  readonly status: number;
  readonly headers: HeaderList;
  /** Status codes of the interim (1xx) responses before it. */
  readonly interim: readonly number[];
  readonly output: Readonly<Record<string, unknown>>;
  readonly error: Readonly<Record<string, unknown>> | null;
  readonly body: JudgedBody;
}

/** A response with what is known about how it was received. */
export interface Observed {
  readonly response: JudgedResponse;
  /** From the request's first byte to the response's last. */
  readonly seconds: number;
  /** From `bodyJudge`; without it only bodies that fit into `body.head` can be compared byte by byte. */
  readonly bodyVerdict?: BodyVerdict | undefined;
}

/** One iteration of a loop or one step of a parallel block, as `all` sees it. */
export interface OutcomeSummary {
  readonly success: boolean;
  readonly status: number | null;
  readonly error: Readonly<Record<string, unknown>> | null;
  readonly output: Readonly<Record<string, unknown>>;
}
