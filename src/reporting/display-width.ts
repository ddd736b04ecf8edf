import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

let segmenter: Intl.Segmenter | undefined;
let stringWidth: typeof import('string-width').default | undefined;

// ASCII, and the signs that reports use themselves: one column for each code unit.
const narrow = /^[\x20-\x7e×·–›…→✓✗]*$/;

/** What no terminal is wide enough for; to look at each character of a mebibyte would take seconds. */
const widest = 4096;

/** How many columns of a terminal a text takes, by its first characters; it must hold no escape sequences. */
export function displayWidth(text: string): number {
  if (narrow.test(text)) {
    return text.length;
  }
  if (text.length > widest) {
    return displayWidth(text.slice(0, widest)) + text.length - widest;
  }
  // Loaded with the first text that needs it, with its data on every character of Unicode.
  stringWidth ??= (require('string-width') as typeof import('string-width')).default;
  return stringWidth(text);
}

/** Cuts a text to `width` columns; what was cut is shown as `…`, and not looked at. */
export function shorten(text: string, width: number): string {
  if (narrow.test(text)) {
    return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
  }
  if (width === Number.POSITIVE_INFINITY) {
    return text;
  }
  let kept = '';
  let used = 0;
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) {
    used += displayWidth(segment);
    if (used > width) {
      return `${kept}…`;
    }
    if (used <= width - 1) {
      kept += segment;
    }
  }
  return text;
}
