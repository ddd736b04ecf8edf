import { S3Error } from '../errors/s3-error.js';

const escaped = /[%+]/;
const keptByComponent = /[!'()*]/g;

/** Decodes a percent-encoded path; throws InvalidURI where it does not decode to UTF-8. */
export function decodePath(text: string): string {
  if (!text.includes('%')) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

/** Decodes the path of a URL, where S3 reads `+` as a space; throws InvalidURI. */
export function decodeUrlPath(text: string): string {
  return decodePath(text.replaceAll('+', ' '));
}

/** Decodes a name or value of a query, where `+` is a space; throws InvalidURI. */
export function decodeQuery(text: string): string {
  return escaped.test(text) ? decodeUrlPath(text) : text;
}

/** Percent-encodes all but RFC 3986's unreserved characters, as Signature Version 4 requires it. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    keptByComponent,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Encodes as the forms of HTML do, which is what `encoding-type=url` asks for: a space is `+`; slashes stay. */
export function encodeForm(text: string): string {
  return encodePath(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
}

/** As encodeStrictly, with slashes kept. */
export function encodePath(path: string): string {
  return encodeStrictly(path).replaceAll('%2F', '/');
}
