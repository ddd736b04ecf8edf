const tab = 9;
const firstPrintable = 32;
const del = 127;
const lastLatin1 = 255;

/**
 * A text as a header line can hold it. Node writes one byte for each character: what Latin-1 does not have goes out as
 * the bytes of its UTF-8, as S3 sends it, and a control character, which would end the line or the response, as a space.
 */
export function writableValue(text: string): string {
  if (isWritable(text)) {
    return text;
  }
  const bytes = isLatin1(text) ? text : Buffer.from(text).toString('latin1');
  return Array.from(bytes, (character) => (isControl(character.charCodeAt(0)) ? ' ' : character)).join('');
}

/** Whether a header line can hold a text as it is: a character of Latin-1 for each byte, and none that controls. */
export function isWritable(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > lastLatin1 || isControl(code)) {
      return false;
    }
  }
  return true;
}

/** Whether a text may name a header (a token of RFC 9110). */
export function isHeaderName(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

function isLatin1(text: string): boolean {
  return Array.from(text).every((character) => character.charCodeAt(0) <= lastLatin1);
}

function isControl(code: number): boolean {
  return (code < firstPrintable && code !== tab) || code === del;
}
