import { XMLParser } from 'fast-xml-parser';
import { isRecord } from '../../lib/records.js';
import type { ErrorDocument } from '../types.js';
import { describeExcess } from './document-limits.js';

const parser = new XMLParser({
  ignoreAttributes: true,
  htmlEntities: true,
  parseTagValue: false,
  trimValues: true,
  removeNSPrefix: true,
});

const beginsAsError =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?(Error|ErrorResponse)[\s/>]/;

/**
 * Reads an S3 error document, each of its elements by name and nested ones as `Outer.Inner`; null where the text is
 * none, or far too large for one (docs.aws.amazon.com, "Error responses").
 */
export function parseErrorDocument(body: Uint8Array): ErrorDocument | null {
  if (!looksLikeError(body) || describeExcess('error', body, body.length) !== null) {
    return null;
  }
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  let document: unknown;
  try {
    document = parser.parse(text);
  } catch {
    return null;
  }
  const root = isRecord(document) ? (document.Error ?? document.ErrorResponse) : undefined;
  const error = isRecord(root) && isRecord(root.Error) ? { ...root, ...root.Error, Error: undefined } : root;
  const elements: Record<string, string> = {};
  flatten(error, '', elements);
  return elements;
}

/** Whether a body begins as an error document does. */
export function looksLikeError(body: Uint8Array): boolean {
  if (!mayBeginMarkup(body[0])) {
    return false;
  }
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 1024));
  return beginsAsError.test(start.toString('utf8'));
}

/** Whether a first byte is `<`, a space before it or a byte order mark; few bodies are worth more than this look. */
function mayBeginMarkup(byte: number | undefined): boolean {
  return byte === 0x3c || byte === 0xef || (byte !== undefined && byte <= 0x20);
}

function flatten(node: unknown, prefix: string, into: Record<string, string>): void {
  if (!isRecord(node)) {
    return;
  }
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'string') {
      into[prefix + name] = value;
    } else if (Array.isArray(value)) {
      into[prefix + name] = value.filter((item) => typeof item === 'string').join(', ');
    } else {
      flatten(value, `${prefix}${name}.`, into);
    }
  }
}
