import { type BodyForm, bodyForm } from '../lib/body-form.js';
import { isRecord } from '../lib/records.js';
import { hasUnknown } from '../operations/index.js';
import { headSize, isBodyForm, literalBytes } from './body-form.js';
import { firstDifference } from './first-difference.js';
import type { Expectation } from './keys/index.js';
import type { BodyVerdict, ByteDifference } from './types.js';

/** The bytes of an expected body, in order; `size` is undefined where it is not known. */
export interface ExpectedBytes {
  readonly size: number | undefined;
  /** All of them, where they are at hand. */
  readonly bytes?: Uint8Array;
  open(): AsyncIterable<Uint8Array>;
}

/** Gives the bytes of a form that does not hold them itself. */
type OpenForm = (form: BodyForm) => ExpectedBytes | Promise<ExpectedBytes>;

type ExpectedBodies = Pick<Expectation, 'body' | 'any_of'>;

/** Compares a body with expected ones as it streams by, at constant memory. */
export interface BodyJudge {
  readonly sink: {
    write(chunk: Uint8Array): Promise<void>;
    /** To be called once; the verdict is complete after it. */
    end(complete: boolean): Promise<void>;
  };
  verdict(): BodyVerdict;
}

/**
 * Makes the streaming comparison that an expectation and the tolerated ones beside it need, `any_of` and `one_of` included;
 * null where the kept head of the body is enough. Forms that hold `unknownValue` are left out. `openForm` gives the bytes
 * of a form that does not hold them itself (a file, a generated body); it is called as the body begins, and what it throws
 * the sink throws.
 */
export function bodyJudge(
  expectation: ExpectedBodies,
  openForm: OpenForm,
  tolerated: readonly ExpectedBodies[] = [],
): BodyJudge | null {
  const placed = [
    ...findForms(expectation, ''),
    ...tolerated.flatMap((one, index) => findForms(one, toleratedPrefix(index))),
  ];
  const forms = placed.filter(
    ({ form }) => !hasUnknown(form) && (literalBytes(form)?.length ?? Infinity) > headSize,
  );
  if (forms.length === 0) {
    return null;
  }
  const comparisons = forms.map(({ form, path }) => ({ path, comparison: new Comparison(form, openForm) }));
  return {
    sink: {
      async write(chunk) {
        for (const { comparison } of comparisons) {
          await comparison.write(chunk);
        }
      },
      async end() {
        for (const { comparison } of comparisons) {
          await comparison.end();
        }
      },
    },
    verdict: () => new Map(comparisons.map(({ path, comparison }) => [path, comparison.difference])),
  };
}

/** What comes before each path of an expectation that is tolerated. */
export function toleratedPrefix(index: number): string {
  return `tolerate[${index}].`;
}

interface PlacedForm {
  readonly path: string;
  readonly form: unknown;
}

function findForms({ body, any_of }: ExpectedBodies, prefix: string): PlacedForm[] {
  const own = body === undefined ? [] : findBodyForms(body, `${prefix}body`);
  const others = (any_of ?? []).flatMap((one, index) => findForms(one, `${prefix}any_of[${index}].`));
  return [...own, ...others];
}

function findBodyForms(expected: unknown, path: string): PlacedForm[] {
  if (!isRecord(expected) || isBodyForm(expected)) {
    return [{ path, form: expected }];
  }
  const { equals, one_of } = expected;
  return [
    ...('equals' in expected ? [{ path: `${path}.equals`, form: equals }] : []),
    ...(Array.isArray(one_of)
      ? one_of.flatMap((choice, index) => findBodyForms(choice, `${path}.one_of[${index}]`))
      : []),
  ];
}

/** Expected bytes that are being read; null where all are pending. */
interface Opened {
  readonly size: number | null;
  readonly chunks: AsyncIterator<Uint8Array> | null;
}

class Comparison {
  difference: ByteDifference | null = null;
  #offset = 0;
  #pending: Uint8Array = new Uint8Array(0);
  #expected: Opened | undefined;
  readonly #form: unknown;
  readonly #openForm: OpenForm;

  constructor(form: unknown, openForm: OpenForm) {
    this.#form = form;
    this.#openForm = openForm;
  }

  async write(chunk: Uint8Array): Promise<void> {
    let rest = chunk;
    while (rest.length > 0 && this.difference === null) {
      const expected = await this.#next();
      if (expected === null) {
        return this.#differ(0);
      }
      const length = Math.min(rest.length, expected.length);
      const offset = firstDifference(rest.subarray(0, length), expected.subarray(0, length));
      if (offset !== null) {
        return this.#differ(offset);
      }
      this.#offset += length;
      this.#pending = expected.subarray(length);
      rest = rest.subarray(length);
    }
  }

  async end(): Promise<void> {
    if (this.difference === null && (await this.#next()) !== null) {
      await this.#differ(0);
    }
  }

  /** The expected bytes that come next, null after the last. */
  async #next(): Promise<Uint8Array | null> {
    this.#expected ??= await this.#open();
    while (this.#pending.length === 0) {
      const further = await this.#expected.chunks?.next();
      if (!further || further.done) {
        return null;
      }
      this.#pending = further.value;
    }
    return this.#pending;
  }

  async #open(): Promise<Opened> {
    const literal = literalBytes(this.#form);
    const source = literal ? undefined : await this.#openForm(bodyForm.read(this.#form, {}));
    const bytes = literal ?? source?.bytes;
    if (bytes) {
      this.#pending = bytes;
      return { size: bytes.length, chunks: null };
    }
    return { size: source?.size ?? null, chunks: source?.open()[Symbol.asyncIterator]() ?? null };
  }

  async #differ(ahead: number): Promise<void> {
    this.difference = { offset: this.#offset + ahead, expectedSize: this.#expected?.size ?? null };
    await this.#expected?.chunks?.return?.();
  }
}
