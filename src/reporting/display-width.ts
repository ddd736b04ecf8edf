let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as one character each; the data for it are loaded with the first text that is not ASCII. */
function charactersOf(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}

const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;
const ascii = /^[\x20-\x7e]*$/;

/** How many columns of a terminal a text takes; it must hold no escape sequences. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const { segment } of charactersOf(text)) {
    width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

/** Cuts a text to `width` columns; what was cut is shown as `…`. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) {
    return text;
  }
  let kept = '';
  let used = 0;
  for (const { segment } of charactersOf(text)) {
    const next = displayWidth(segment);
    if (used + next > width - 1) {
      break;
    }
    kept += segment;
    used += next;
  }
  return `${kept}…`;
}
