import { S3Error } from '../../ground/errors/s3-error.js';
import { isHeaderName } from '../../ground/http/header-value.js';
import type { Headers } from '../../ground/http/incoming.js';

const headerPrefix = 'x-amz-meta-';
const maxBytes = 2048;
const encodedWord = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads user metadata, by its lower-case names without `x-amz-meta-`; throws MetadataTooLarge over 2 KB. */
export function readMetadata(headers: Headers): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const name in headers) {
    if (!name.startsWith(headerPrefix)) {
      continue;
    }
    const value = headers[name] ?? '';
    bytes += name.length - headerPrefix.length + value.length;
    metadata[name.slice(headerPrefix.length)] = decodeWords(readHeaderText(value));
  }
  if (bytes > maxBytes) {
    throw new S3Error('MetadataTooLarge', { fields: { Size: bytes, MaxSizeAllowed: maxBytes } });
  }
  return metadata;
}

/**
 * Writes user metadata as headers. What is not printable ASCII is written by RFC 2047, as S3 does. A form may have given
 * names that no header can have: like S3, the response only says how many there are.
 */
export function writeMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {};
  let missing = 0;
  for (const name in metadata) {
    if (isHeaderName(name)) {
      headers[headerPrefix + name] = encodeWord(metadata[name] ?? '');
    } else {
      missing++;
    }
  }
  return missing === 0 ? headers : { ...headers, 'x-amz-missing-meta': String(missing) };
}

// Header bytes as text: UTF-8, else Latin-1.
function readHeaderText(value: string): string {
  if (isPrintable(value)) {
    return value;
  }
  try {
    return decoder.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

function decodeWords(text: string): string {
  return text.replace(encodedWord, (_, kind: string, content: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(content, 'base64').toString('utf8')
      : Buffer.from(
          content
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
              String.fromCharCode(Number.parseInt(hex, 16)),
            ),
          'latin1',
        ).toString('utf8'),
  );
}

function encodeWord(text: string): string {
  return isPrintable(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function isPrintable(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 32 || code > 126) {
      return false;
    }
  }
  return true;
}
