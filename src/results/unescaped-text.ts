const escaped =
  /%(?:25){0,3}([\dA-F]{2})|\\{1,4}u([\dA-F]{4})|\\{1,4}x([\dA-F]{2})|\\{1,8}([^A-Za-z\d\\])|\\{1,4}([nrtbf])|&(?:amp;){0,2}(?:(amp|lt|gt|quot|apos)|#0{0,4}(\d{1,7})|#x0{0,4}([\dA-F]{1,6}));/gi;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** Whether a text may hold escapes at all. */
export const mayBeEscaped = /[%&\\]/;

/** A text as the characters of its UTF-8 bytes. */
export function byteText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** A text with its escapes read: those of URLs, JSON and XML alike, and also where they are nested. */
export interface UnescapedText {
  /** As the characters of its bytes. */
  readonly bytes: string;
  /** Where in the text as it was the character at an offset of `bytes` begins. */
  startOf(offset: number): number;
}

interface Segment {
  readonly bytesAt: number;
  readonly textAt: number;
  /** What stands there as it is; an escape has none. */
  readonly plain: string;
}

/** Reads the escapes of a text. */
export function unescapeText(text: string): UnescapedText {
  const segments: Segment[] = [];
  let bytes = '';
  let last = 0;
  const addPlain = (end: number) => {
    const plain = text.slice(last, end);
    segments.push({ bytesAt: bytes.length, textAt: last, plain });
    bytes += byteText(plain);
  };
  for (const match of text.matchAll(escaped)) {
    addPlain(match.index);
    segments.push({ bytesAt: bytes.length, textAt: match.index, plain: '' });
    bytes += readEscape(match);
    last = match.index + match[0].length;
  }
  addPlain(text.length);
  const startOf = (offset: number): number => {
    const segment = segments.findLast(({ bytesAt }) => bytesAt <= offset);
    return segment === undefined ? 0 : segment.textAt + plainLength(segment, offset);
  };
  return { bytes, startOf };
}

/** How many characters of a segment's own text the bytes before an offset are. */
function plainLength({ bytesAt, plain }: Segment, offset: number): number {
  const bytes = Buffer.from(plain, 'utf8').subarray(0, offset - bytesAt);
  return bytes.toString('utf8').length;
}

function readEscape([, percent, unit, byte, char, control, name, decimal, hex]: RegExpMatchArray): string {
  if (percent !== undefined) {
    return String.fromCharCode(Number.parseInt(percent, 16));
  }
  const short = control ?? name;
  if (short !== undefined) {
    return named[short.toLowerCase()] ?? '';
  }
  if (char !== undefined) {
    return byteText(char);
  }
  const code = decimal === undefined ? Number.parseInt(unit ?? byte ?? hex ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? byteText(String.fromCodePoint(code)) : '';
}
