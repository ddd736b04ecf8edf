import { styleText } from 'node:util';

/** What a piece of text means; colours are chosen in one place. */
export type Tone = 'pass' | 'fail' | 'error' | 'skipped' | 'strong' | 'quiet' | 'removed' | 'added';

/** Colours a text for a terminal, or gives it back as it is. */
export type Paint = (tone: Tone, text: string) => string;

const styles = {
  pass: ['green'],
  fail: ['red'],
  error: ['yellow'],
  skipped: ['gray'],
  strong: ['bold'],
  quiet: ['gray'],
  removed: ['red'],
  added: ['green'],
} as const satisfies Record<Tone, readonly Parameters<typeof styleText>[0][]>;

/** A painter that colours, or one that does not: the caller decides, not the stream. */
export function createPaint(color: boolean): Paint {
  if (!color) {
    return (_, text) => text;
  }
  return (tone, text) => (text === '' ? '' : styleText([...styles[tone]], text, { validateStream: false }));
}
