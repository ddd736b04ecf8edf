import { isRecord } from '../lib/records.js';
import { parseSize } from '../lib/units.js';
import type { Mismatch } from '../results/types.js';
import { isBodyForm, literalBytes } from './body-form.js';
import { bodyText, describeBody, describeDifferent, describeForm } from './describe-body.js';
import { firstDifference } from './first-difference.js';
import { match } from './match.js';
import { mismatch } from './mismatch.js';
import { matchesPattern } from './pattern.js';
import type { ByteDifference, JudgedBody, Observed } from './types.js';

type Condition = (wanted: unknown, observed: Observed, path: string) => readonly Mismatch[];

const conditions: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['equals', judgeForm],
  ['pattern', judgePattern],
  ['size', judgeSize],
  ['sha256', (wanted, { response }, path) => judgeDigest(wanted, response.body.sha256, path)],
  ['md5', (wanted, { response }, path) => judgeDigest(wanted, response.body.md5, path)],
  ['one_of', judgeOneOf],
  ['same_as', judgeSameAs],
]);

/** The keys of a map of conditions on a body. */
export const bodyConditionNames: readonly string[] = [...conditions.keys()];

/**
 * Judges a received body against a body form or a map of conditions. Forms whose bytes are not at hand
 * are looked up in `bodyVerdict` under their path; one that was not compared never counts as equal.
 */
export function judgeBody(expected: unknown, observed: Observed, path: string): readonly Mismatch[] {
  if (!isRecord(expected) || isBodyForm(expected)) {
    return judgeForm(expected, observed, path);
  }
  const known = Object.entries(expected).map(([name, wanted]) => ({
    condition: conditions.get(name),
    wanted,
    place: `${path}.${name}`,
  }));
  if (known.length === 0) {
    return [mismatch(path, expected, describeBody(observed.response.body))];
  }
  return known.flatMap(({ condition, wanted, place }) =>
    condition ? condition(wanted, observed, place) : [mismatch(place, wanted, null)],
  );
}

/** Judges a pattern over the first MiB of a body. */
export function judgePattern(wanted: unknown, { response }: Observed, path: string): readonly Mismatch[] {
  const { body } = response;
  return matchesPattern(String(wanted), bodyText(body)) ? [] : [mismatch(path, wanted, describeBody(body))];
}

function judgeForm(form: unknown, observed: Observed, path: string): readonly Mismatch[] {
  const { body } = observed.response;
  const streamed = observed.bodyVerdict?.get(path);
  if (streamed === null) {
    return [];
  }
  const difference = streamed ?? compareHead(form, body);
  if (difference === 'equal') {
    return [];
  }
  if (difference === 'not compared') {
    return [mismatch(path, describeForm(form, null), { ...bodySize(body), compared: false })];
  }
  return [
    mismatch(path, describeForm(form, difference.expectedSize), describeDifferent(form, body, difference)),
  ];
}

function compareHead(form: unknown, body: JudgedBody): ByteDifference | 'equal' | 'not compared' {
  const bytes = literalBytes(form);
  if (!bytes) {
    return 'not compared';
  }
  const { head, size } = body;
  const isWhole = head.length === size;
  const offset = firstDifference(bytes, head);
  if (offset === null && isWhole) {
    return 'equal';
  }
  if (!isWhole && offset === head.length && bytes.length > head.length) {
    return 'not compared';
  }
  return { offset: offset ?? bytes.length, expectedSize: bytes.length };
}

function judgeSize(wanted: unknown, { response }: Observed, path: string): readonly Mismatch[] {
  return match(isRecord(wanted) ? wanted : (parseSize(wanted) ?? wanted), response.body.size, path);
}

function judgeDigest(wanted: unknown, hex: string, path: string): readonly Mismatch[] {
  return readDigest(wanted, hex.length) === hex ? [] : [mismatch(path, wanted, hex)];
}

/** Reads a digest of so many hexadecimal digits, written so or as base64. */
function readDigest(wanted: unknown, digits: number): string | null {
  if (typeof wanted !== 'string') {
    return null;
  }
  if (wanted.length === digits && /^[0-9a-f]+$/i.test(wanted)) {
    return wanted.toLowerCase();
  }
  return Buffer.from(wanted, 'base64').toString('hex');
}

function judgeOneOf(wanted: unknown, observed: Observed, path: string): readonly Mismatch[] {
  const choices = Array.isArray(wanted) ? wanted : [];
  const fits = choices.some((choice, index) => judgeBody(choice, observed, `${path}[${index}]`).length === 0);
  return fits ? [] : [mismatch(path, wanted, describeBody(observed.response.body))];
}

/** A saved body is text, bytes, `{ base64 }`, or the size and hash of a large one. */
function judgeSameAs(saved: unknown, observed: Observed, path: string): readonly Mismatch[] {
  const bytes = typeof saved === 'string' ? Buffer.from(saved, 'utf8') : saved;
  if (!isRecord(bytes) || 'base64' in bytes) {
    return judgeForm(bytes, observed, path);
  }
  const { size, sha256 } = bytes;
  const same =
    typeof sha256 === 'string' &&
    sha256 === observed.response.body.sha256 &&
    size === observed.response.body.size;
  return same ? [] : [mismatch(path, { size, sha256 }, bodySize(observed.response.body))];
}

function bodySize({ size, sha256 }: JudgedBody): { size: number; sha256: string } {
  return { size, sha256 };
}
