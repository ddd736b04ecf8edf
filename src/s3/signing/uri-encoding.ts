const reservedByRfc3986 = /[!'()*]/g;

/** Percent-encodes every byte but the unreserved ones of RFC 3986, as AWS signatures require it. */
export function encodeUriComponent(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(reservedByRfc3986, percentEncode);
}

/** Like encodeUriComponent, but slashes stay. */
export function encodeUriPath(path: string): string {
  return encodeUriComponent(path).replaceAll('%2F', '/');
}

const plainPath = /^[A-Za-z0-9\-._~/]*$/;
const needsEncoding = /%(?![0-9a-f]{2})|[^A-Za-z0-9\-._~/%]+/gi;

/**
 * The path of a canonical request: decoded and encoded again, as servers do, so that `%2E` is a dot and `%2F` a
 * slash; S3 neither encodes twice nor normalises. What does not decode stays, but for what must be encoded.
 */
export function canonicalPath(path: string): string {
  if (plainPath.test(path)) {
    return path;
  }
  try {
    return encodeUriPath(decodeURIComponent(path));
  } catch {
    return path.replace(needsEncoding, encodeUriComponent);
  }
}

/** The query of a canonical request: every name with its value, encoded and sorted, `name=` where it has none; `+` is a space. */
export function canonicalQuery(query: string): string {
  if (query === '') {
    return '';
  }
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? ([recode(pair), ''] as const)
        : ([recode(pair.slice(0, equals)), recode(pair.slice(equals + 1))] as const);
    });
  pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Writes query parameters, encoded, in the order given; null is a name without a value. */
export function formatQuery(parameters: Iterable<readonly [string, string | null]>): string {
  const parts: string[] = [];
  for (const [name, value] of parameters) {
    parts.push(
      value === null ? encodeUriComponent(name) : `${encodeUriComponent(name)}=${encodeUriComponent(value)}`,
    );
  }
  return parts.join('&');
}

function recode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return encodeUriComponent(decodeURIComponent(spaced));
  } catch {
    return spaced.replace(needsEncoding, encodeUriComponent).replaceAll('/', '%2F');
  }
}

/** Half a surrogate pair goes out as the replacement character, as it does in every header and body. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
