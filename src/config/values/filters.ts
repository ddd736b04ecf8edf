import { createHash } from 'node:crypto';
import { crc32, crc32c, crc64nvme } from '../../lib/crc.js';

/** What a filter does to a value; `argument` is the text after its colon. */
type FilterFunction = (value: unknown, argument: string | undefined) => unknown;

const filters: Readonly<Record<string, FilterFunction>> = {
  base64: (value) => bytesOf(value).toString('base64'),
  base64_decode: (value) => Buffer.from(textOf(value), 'base64').toString('utf8'),
  md5: (value) => createHash('md5').update(bytesOf(value)).digest(),
  sha256: (value) => createHash('sha256').update(bytesOf(value)).digest(),
  crc32: (value) => crc32(bytesOf(value)),
  crc32c: (value) => crc32c(bytesOf(value)),
  crc64nvme: (value) => crc64nvme(bytesOf(value)),
  hex: (value) => bytesOf(value).toString('hex'),
  urlencode: (value) => encodeRfc3986(textOf(value)),
  xml: (value) => escapeXml(textOf(value)),
  unquote: (value) => textOf(value).replace(/^(?:W\/)?"(.*)"$/s, '$1'),
  json: (value) => JSON.stringify(value),
  pad: (value, argument) => textOf(value).padStart(Number(argument ?? 0), '0'),
  iso: (value) => dateOf(value).toISOString(),
  http: (value) => dateOf(value).toUTCString(),
  amz: (value) =>
    dateOf(value)
      .toISOString()
      .replaceAll(/[-:]|\.\d{3}/g, ''),
  epoch: (value) => Math.floor(dateOf(value).getTime() / 1000),
};

/** The names of all filters. */
export const filterNames: readonly string[] = Object.keys(filters);

/** Applies one filter; throws an Error with a sentence where the value does not suit it. */
export function applyFilter(name: string, value: unknown, argument: string | undefined): unknown {
  const filter = filters[name];
  if (!filter) {
    throw new Error(`there is no filter "${name}"`);
  }
  return filter(value, argument);
}

/** The text a value has inside another text: dates in ISO 8601, digests in base64, lists and maps as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value === null || value === undefined) {
    return '';
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('base64');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function bytesOf(value: unknown): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(textOf(value), 'utf8');
}

function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => xmlEntities[char] ?? char);
}

function dateOf(value: unknown): Date {
  const date =
    value instanceof Date ? value : new Date(typeof value === 'number' ? value * 1000 : textOf(value));
  if (Number.isNaN(date.getTime())) {
    throw new Error(`"${textOf(value)}" is not a time`);
  }
  return date;
}
