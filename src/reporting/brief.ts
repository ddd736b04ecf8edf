import { oneLine } from './printable.js';

/** Text on one line, of at most so many characters before what is hidden in it is spelt out; what is cut is counted. */
export function briefLine(text: string, most: number): string {
  return text.length <= most
    ? oneLine(text)
    : `${oneLine(wholeCharacters(text, most))}… (${text.length - most} more characters)`;
}

/** Text of several lines, cut alike. */
export function briefText(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${wholeCharacters(text, most)}…\n(${text.length - most} more characters)`;
}

/** The beginning of a text, without half of a character at its end. */
function wholeCharacters(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
