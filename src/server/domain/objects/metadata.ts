import { S3Error } from '../../ground/errors/s3-error.js';
import { isHeaderName } from '../../ground/http/header-value.js';
import type { Headers } from '../../ground/http/incoming.js';

/** What the names of headers begin with that hold metadata. */
export const metadataPrefix = 'x-amz-meta-';

const maxBytes = 2048;
const encodedWord = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;
const printable = /[\t\x20-\x7e]/g;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads user metadata, by its lower-case names without `x-amz-meta-`; throws MetadataTooLarge over 2 KB. */
export function readMetadata(headers: Headers): Record<string, string> {
  const metadata: Record<string, string> = {};
  let bytes = 0;
  for (const name in headers) {
    if (!name.startsWith(metadataPrefix)) {
      continue;
    }
    const value = headers[name] ?? '';
    bytes += name.length - metadataPrefix.length + value.length;
    metadata[name.slice(metadataPrefix.length)] = decodeWords(readHeaderText(value));
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
      headers[metadataPrefix + name] = encodeWord(metadata[name] ?? '');
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

/** Writes a text as one word of RFC 2047, in base64. */
export function encodeBase64Word(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

// Like S3, in the form that can still be read where most of it is ASCII.
function encodeWord(text: string): string {
  const others = text.replace(printable, '').length;
  if (others === 0) {
    return text;
  }
  return text.length - others > others ? encodeQuotedWord(text) : encodeBase64Word(text);
}

function encodeQuotedWord(text: string): string {
  const bytes = Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    const isKept = byte > 32 && byte < 127 && !'=_?'.includes(character);
    return byte === 32 ? '_' : isKept ? character : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `=?UTF-8?Q?${bytes.join('')}?=`;
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
