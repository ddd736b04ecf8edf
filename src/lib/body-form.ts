import { type Report, reportUnknownKeys } from './fields/report.js';
import type { PlainType } from './fields/value-type.js';
import { isRecord } from './records.js';
import { parseSize } from './units.js';
import { hasUnknown, unknownValue } from './unknown-value.js';

/** The bytes of a body, as the language writes them down: at hand, in a file, or made as they are needed. */
export type BodyForm =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly reference: string }
  | { readonly kind: 'zeros'; readonly size: number }
  /** Those of a seed, `size` of them from `offset` on. */
  | { readonly kind: 'generated'; readonly seed: string; readonly offset: number; readonly size: number }
  | { readonly kind: 'concat'; readonly parts: readonly BodyForm[] };

type Form = Readonly<Record<string, unknown>>;

const keys: Readonly<Record<string, (value: unknown, report: Report, form: Form) => void>> = {
  base64(value, report) {
    if (typeof value !== 'string') {
      report.add('wrong-type', 'base64 is text');
    }
  },
  size: checkSize,
  seed() {},
  range(value, report, { size }) {
    if (value !== null && !hasUnknown(value) && !hasUnknown(size) && rangeOf(value, size) === undefined) {
      report.add('wrong-type', 'range is [first, last] in bytes, within the size');
    }
  },
  zeros: checkSize,
  concat(value, report) {
    if (!Array.isArray(value)) {
      report.add('wrong-type', 'concat is a list of bodies');
      return;
    }
    for (const [index, part] of value.entries()) {
      checkForm(part, report.at(index));
    }
  },
};

/** The keys of a body form that is a map. */
export const bodyFormKeys: readonly string[] = Object.keys(keys);

/** Keys of which each makes a body by itself. */
const making: readonly string[] = ['base64', 'size', 'range', 'zeros', 'concat'];

/** A body of any form: text, `file://…`, bytes, `{ base64 }`, `{ size, seed, range }`, `{ zeros }`, `{ concat }`. */
export const bodyForm: PlainType<BodyForm> = { schema: {}, check: checkForm, read: readForm };

function checkForm(value: unknown, report: Report): void {
  if (Array.isArray(value)) {
    report.add(
      'wrong-type',
      'A body is text, file://…, or one of { base64 }, { size, seed }, { zeros }, { concat }',
    );
  }
  if (isRecord(value)) {
    reportUnknownKeys(value, bodyFormKeys, report);
    checkFormMap(value, report);
  } else if (typeof value === 'string' && value.startsWith('file://')) {
    report.mention('file', value);
  }
}

/** Checks the keys of a map that make a body form, whatever else it has. */
export function checkFormMap(form: Form, report: Report): void {
  if (Object.keys(form).length === 0) {
    report.add('wrong-type', `a body needs one of the keys ${making.join(', ')}`);
  } else if ('seed' in form && !making.some((key) => key in form)) {
    report.add('wrong-type', 'A generated body needs its size or a range beside the seed');
  }
  for (const [key, check] of Object.entries(keys)) {
    if (form[key] !== undefined && form[key] !== unknownValue) {
      check(form[key], report.at(key), form);
    }
  }
}

function checkSize(value: unknown, report: Report): void {
  if (parseSize(value) === undefined) {
    report.add('wrong-type', 'A size is a whole number of bytes, or text like 1MiB');
  }
}

function readForm(value: unknown): BodyForm {
  if (value instanceof Uint8Array) {
    return { kind: 'bytes', bytes: value };
  }
  if (typeof value === 'string' && value.startsWith('file://')) {
    return { kind: 'file', reference: value };
  }
  return isRecord(value) ? readMap(value) : { kind: 'bytes', bytes: Buffer.from(String(value ?? '')) };
}

function readMap({ base64, zeros, concat, size, seed, range }: Form): BodyForm {
  if (typeof base64 === 'string') {
    return { kind: 'bytes', bytes: Buffer.from(base64, 'base64') };
  }
  if (zeros !== undefined) {
    return { kind: 'zeros', size: parseSize(zeros) ?? 0 };
  }
  if (Array.isArray(concat)) {
    return { kind: 'concat', parts: concat.map(readForm) };
  }
  const [first, last] = rangeOf(range, size) ?? [0, -1];
  return { kind: 'generated', seed: String(seed ?? 0), offset: first, size: last - first + 1 };
}

/** The first and the last byte of what is wanted, cut to the whole where its size is given; undefined for none. */
function rangeOf(range: unknown, size: unknown): readonly [number, number] | undefined {
  const end = size === undefined ? Infinity : (parseSize(size) ?? Infinity) - 1;
  if (range === undefined || range === null) {
    return [0, end];
  }
  const [first, last = end] = Array.isArray(range) ? range.map(parseSize) : [];
  return first !== undefined && first <= Math.min(last, end) && Number.isFinite(Math.min(last, end))
    ? [first, Math.min(last, end)]
    : undefined;
}
