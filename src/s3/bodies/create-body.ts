import { parseSize } from '../../lib/units.js';
import type { BodySource } from '../types.js';
import { bytesBody } from './body-source.js';
import { concatBody } from './concat-body.js';
import { fileBody } from './file-body.js';
import { generatedBody, zerosBody } from './generated-body.js';

/** Returns the path of a `file://…` reference. */
export type ResolveFile = (reference: string) => string;

/**
 * Makes a body of any form: a text (a number is its text), `file://…`, bytes, `{ base64 }`, `{ size, seed, range }`,
 * `{ zeros }`, `{ concat: [ … ] }`. Throws a sentence for what is none of them.
 */
export async function createBody(form: unknown, resolveFile: ResolveFile): Promise<BodySource> {
  if (form instanceof Uint8Array) {
    return bytesBody(form);
  }
  if (typeof form === 'string') {
    return form.startsWith('file://') ? fileBody(resolveFile(form)) : bytesBody(form);
  }
  if (typeof form === 'number' || typeof form === 'boolean' || typeof form === 'bigint') {
    return bytesBody(String(form));
  }
  if (form === null || form === undefined) {
    return bytesBody('');
  }
  if (typeof form === 'object' && !Array.isArray(form)) {
    return createFormBody(form as Readonly<Record<string, unknown>>, resolveFile);
  }
  throw new TypeError('a body is a text, a file:// reference, or one of { base64, size, zeros, concat }');
}

async function createFormBody(
  form: Readonly<Record<string, unknown>>,
  resolveFile: ResolveFile,
): Promise<BodySource> {
  const { base64, zeros, concat, size, seed, range } = form;
  if (typeof base64 === 'string') {
    return bytesBody(Buffer.from(base64, 'base64'));
  }
  if (zeros !== undefined) {
    return zerosBody(sizeOf(zeros, 'zeros'));
  }
  if (Array.isArray(concat)) {
    return concatBody(await Promise.all(concat.map((part) => createBody(part, resolveFile))));
  }
  if (size !== undefined || range !== undefined) {
    const [first, last] = rangeOf(range, size);
    return generatedBody({ seed: String(seed ?? 0), offset: first, size: last - first + 1 });
  }
  throw new TypeError(
    `a body has one of the keys base64, size, zeros, concat; not ${Object.keys(form).join(', ')}`,
  );
}

function sizeOf(value: unknown, key: string): number {
  const size = parseSize(value);
  if (size === undefined) {
    throw new TypeError(`${key} is a size such as 10240 or 10MiB, not ${JSON.stringify(value)}`);
  }
  return size;
}

/** The first and the last byte of what is wanted, cut to the whole where its size is given. */
function rangeOf(range: unknown, size: unknown): readonly [number, number] {
  const end = size === undefined ? Infinity : sizeOf(size, 'size') - 1;
  if (range === undefined || range === null) {
    return [0, end];
  }
  const [first, last = end] = Array.isArray(range) ? range.map((at) => sizeOf(at, 'range')) : [];
  if (first === undefined || first > last || !Number.isFinite(Math.min(last, end))) {
    throw new TypeError(`range is [first, last] in bytes, not ${JSON.stringify(range)}`);
  }
  return [first, Math.min(last, end)];
}
