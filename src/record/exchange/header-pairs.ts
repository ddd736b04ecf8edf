import type { HeaderList } from '../../lib/headers.js';

/** The headers of a message of Node: in order, with case and duplicates; each character of a value is a byte. */
export function headerPairs(raw: readonly string[]): HeaderList {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  }
  return pairs;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The same headers as a recording has them: names in lower case, values as the UTF-8 that their bytes mostly are. */
export function recordedHeaders(headers: HeaderList): [string, string][] {
  return headers.map(([name, value]) => [name.toLowerCase(), decodeBytes(value)]);
}

function decodeBytes(text: string): string {
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}
