/** What a store promises: `strong` is what AWS documents; `eventual` lets reads and listings lag behind. */
export type Model = 'strong' | 'eventual';

/** A bucket of a history; in a versioned one every write makes a version. */
export interface HistoryBucket {
  readonly name: string;
  readonly versioned: boolean;
}

/** The first line of a history. */
export interface HistoryHeader {
  readonly type: 'history';
  readonly format: 1;
  /** The workloads, by name, in the order in which clients take turns. */
  readonly workloads: readonly string[];
  readonly model: Model;
  /** ISO 8601; the zero of `call` and `return`. */
  readonly start: string;
  /** The addresses of the store, without user information; `endpoint` of an operation is an index of it. */
  readonly endpoints: readonly string[];
  readonly buckets: readonly HistoryBucket[];
  readonly clients: number;
  readonly seed: number;
  readonly s3tester_version: string;
}

/**
 * A line that ends a part of the keys: every operation on keys that begin with `prefix` stands before it, none after
 * it. Listings of such keys have this prefix or a longer one. A checker may judge these keys and forget them.
 */
export interface EndedKeys {
  readonly type: 'ended';
  readonly bucket: string;
  readonly prefix: string;
}

/** A fault that came or went while the history was made; for people and for the timeline, checkers pass over it. */
export interface FaultMark {
  readonly type: 'fault';
  /** Microseconds since the start. */
  readonly at: number;
  readonly fault: string;
  readonly on: boolean;
}

/** What an operation did: writes, reads, listings, and the steps of a multipart upload. */
export type OperationKind =
  | 'put'
  | 'copy'
  | 'complete'
  | 'delete'
  | 'get'
  | 'head'
  | 'list'
  | 'list-versions'
  | 'list-uploads'
  | 'create-upload'
  | 'upload-part'
  | 'abort-upload';

/**
 * What is known of an operation:
 * - `ok`: a 2xx response; it happened between call and return.
 * - `refused`: it did not happen. With a status of 412 or 404 the response also tells of the state of the key; 409 and a
 *   `status` of null (the connection was refused) tell nothing.
 * - `unknown`: 5xx, a timeout, a cut connection. A write may have happened at any time after its call, also after its
 *   return, or never. A read says nothing.
 */
export type OperationOutcome = 'ok' | 'refused' | 'unknown';

/** The condition of a conditional write, delete or completion. */
export interface Condition {
  readonly if_none_match?: '*';
  /** An ETag as the server gave it, with its quotes. */
  readonly if_match?: string;
  /** The write whose ETag `if_match` is, where the client knows. */
  readonly if_match_value?: number;
}

/** A stretch of a body, `to` excluded, in bytes of the whole object; `value` null: bytes that no write of this run made. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
}

/** What a get or head found. */
export interface Reading {
  /** The write that is read; null: no object there. A torn body has the value of its first piece. */
  readonly value: number | null;
  /** Set where the body is not one whole write: bytes of several, of none, too few or too many. */
  readonly mixed?: readonly Piece[];
  /** The write that the metadata name, where it is another one than that of the body. */
  readonly metadata_value?: number;
  /** Bytes of the object, as the response says. */
  readonly size?: number;
  readonly etag?: string;
  readonly version_id?: string;
  /** The response says that the newest version is a delete marker. */
  readonly delete_marker?: boolean;
}

/** One entry of a listing. */
export interface ListingEntry {
  readonly key: string;
  readonly etag?: string;
  readonly version_id?: string;
  readonly is_latest?: boolean;
  readonly delete_marker?: boolean;
  readonly upload_id?: string;
}

/** All pages of one listing, as they came. Each page is a request of its own between call and return of the operation. */
export interface Listing {
  /** In the order received, doubles too. */
  readonly entries: readonly ListingEntry[];
  /** How many of the entries each page had. */
  readonly pages: readonly number[];
  /** The keys asked for: those after this one. */
  readonly start_after?: string;
  /** The client stopped before the last page: keys after the last entry are not judged. */
  readonly truncated: boolean;
}

/** A part as it was uploaded or is to be completed. */
export interface HistoryPart {
  readonly number: number;
  readonly etag?: string;
}

/** One operation of one client. Clients do one operation at a time. */
export interface HistoryOperation {
  readonly type?: undefined;
  /** Unique; in the order of the calls. */
  readonly id: number;
  /** From 0. */
  readonly client: number;
  /** Index of the header's endpoints. */
  readonly endpoint: number;
  readonly workload: string;
  readonly op: OperationKind;
  readonly bucket: string;
  /** The key; of a listing, its prefix. */
  readonly key: string;
  /**
   * Microseconds since the start, on one monotonic clock for all clients, rounded down for `call` and up for `return`.
   * One operation precedes another if its return is less than the other's call; otherwise they are concurrent. `return`
   * is null where the run ended before.
   */
  readonly call: number;
  readonly return: number | null;
  readonly outcome: OperationOutcome;
  /** HTTP status; null where there was no response. */
  readonly status: number | null;
  /** The error code of S3, or why there was no response. */
  readonly code?: string;
  readonly condition?: Condition;
  /**
   * What is written: a number, unique for each body that was made. A copy writes the value of its source, a completion
   * that of its parts; each source and each upload is used for one successful write at most.
   */
  readonly value?: number;
  /** The content that an application sees in it, such as the number of a counter. */
  readonly data?: number;
  /** ETag and version id of the response to a write. */
  readonly etag?: string;
  readonly version_id?: string;
  /** Of the response to a delete: it made, or removed, a delete marker. */
  readonly delete_marker?: boolean;
  /** The version that the request asks for. */
  readonly of_version?: string;
  /** Where a copy comes from. */
  readonly source?: { readonly bucket: string; readonly key: string; readonly version_id?: string };
  readonly upload_id?: string;
  readonly parts?: readonly HistoryPart[];
  /** First and last byte asked for. */
  readonly range?: readonly [from: number, to: number];
  readonly read?: Reading;
  readonly listing?: Listing;
}

/** A line of a history after the header; operations stand in the order of their returns, those without one at the end. */
export type HistoryLine = HistoryOperation | EndedKeys | FaultMark;
