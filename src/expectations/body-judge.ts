import { type BodyForm, bodyForm } from '../lib/body-form.js';
import { isRecord } from '../lib/records.js';
import { settleAll } from '../lib/settle-all.js';
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
    /** A promise only where expected bytes have to be waited for; the next call has to wait for it, too. */
    write(chunk: Uint8Array): void | Promise<void>;
    /** To be called once; the verdict is complete after it. */
    end(complete: boolean): void | Promise<void>;
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
      write: (chunk) => settleAll(comparisons, ({ comparison }) => comparison.write(chunk)),
      end: () => settleAll(comparisons, ({ comparison }) => comparison.end()),
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

/** Expected bytes that are being read; without chunks all of them are pending. */
interface Opened {
  readonly size: number | null;
  readonly chunks: AsyncIterator<Uint8Array> | null;
}

const nothing: Uint8Array = new Uint8Array(0);

/** Has no promise to wait for where the expected bytes are at hand: most bodies are small. */
class Comparison {
  difference: ByteDifference | null = null;
  #offset = 0;
  #pending = nothing;
  #expected: Opened | undefined;
  readonly #form: unknown;
  readonly #openForm: OpenForm;

  constructor(form: unknown, openForm: OpenForm) {
    this.#form = form;
    this.#openForm = openForm;
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (this.difference !== null) {
      return undefined;
    }
    const expected = this.#expected ?? this.#open();
    if (expected instanceof Promise) {
      return expected.then(() => this.write(chunk));
    }
    if (expected.chunks !== null) {
      return this.#follow(chunk, expected.chunks);
    }
    if (this.#compare(chunk).length > 0) {
      this.#differ(0);
    }
    return undefined;
  }

  end(): void | Promise<void> {
    if (this.difference !== null) {
      return undefined;
    }
    const expected = this.#expected ?? this.#open();
    if (expected instanceof Promise) {
      return expected.then(() => this.end());
    }
    if (expected.chunks !== null) {
      return this.#endBefore(expected.chunks);
    }
    if (this.#pending.length > 0) {
      this.#differ(0);
    }
    return undefined;
  }

  /** Compares with what is pending, and gives what is left; nothing once they differ. */
  #compare(chunk: Uint8Array): Uint8Array {
    const length = Math.min(chunk.length, this.#pending.length);
    const offset = firstDifference(chunk.subarray(0, length), this.#pending.subarray(0, length));
    if (offset !== null) {
      this.#differ(offset);
      return nothing;
    }
    this.#offset += length;
    this.#pending = this.#pending.subarray(length);
    return chunk.subarray(length);
  }

  async #follow(chunk: Uint8Array, chunks: AsyncIterator<Uint8Array>): Promise<void> {
    let rest = this.#compare(chunk);
    while (rest.length > 0) {
      if (await this.#readNext(chunks)) {
        rest = this.#compare(rest);
      } else {
        this.#differ(0);
        rest = nothing;
      }
    }
    if (this.difference !== null) {
      await chunks.return?.();
    }
  }

  async #endBefore(chunks: AsyncIterator<Uint8Array>): Promise<void> {
    while (this.#pending.length === 0) {
      if (!(await this.#readNext(chunks))) {
        return;
      }
    }
    this.#differ(0);
    await chunks.return?.();
  }

  /** Makes the next expected bytes pending; false after the last. */
  async #readNext(chunks: AsyncIterator<Uint8Array>): Promise<boolean> {
    const further = await chunks.next();
    if (further.done) {
      return false;
    }
    this.#pending = further.value;
    return true;
  }

  #open(): Opened | Promise<Opened> {
    const literal = literalBytes(this.#form);
    if (literal) {
      return this.#beginWhole(literal);
    }
    const source = this.#openForm(bodyForm.read(this.#form, {}));
    return source instanceof Promise ? source.then((opened) => this.#begin(opened)) : this.#begin(source);
  }

  #begin(source: ExpectedBytes): Opened {
    if (source.bytes) {
      return this.#beginWhole(source.bytes);
    }
    this.#expected = { size: source.size ?? null, chunks: source.open()[Symbol.asyncIterator]() };
    return this.#expected;
  }

  #beginWhole(bytes: Uint8Array): Opened {
    this.#pending = bytes;
    this.#expected = { size: bytes.length, chunks: null };
    return this.#expected;
  }

  #differ(ahead: number): void {
    this.difference = { offset: this.#offset + ahead, expectedSize: this.#expected?.size ?? null };
  }
}
