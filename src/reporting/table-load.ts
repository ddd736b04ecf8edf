import type { ResultSource } from '../results/source.js';
import { describeStep } from './describe-step.js';
import { describeLoad, figureLines, notesOf } from './load.js';
import type { Paint } from './paint.js';
import { oneLine } from './printable.js';
import { statusWords } from './words.js';

/** A section for each step under load: what it was asked to do, the figures of each operation, and how to read them. */
export function renderLoads({ results }: ResultSource, paint: Paint): readonly (readonly string[])[] {
  return results.flatMap((entry) => {
    const step = entry.isLoad ? entry.read() : undefined;
    if (step?.load === undefined) {
      return [];
    }
    const { load, status } = step;
    return [
      [
        `${paint('strong', 'Under load')}  ${paint(status, statusWords[status].glyph)} ${describeStep(step)}`,
        `  ${paint('quiet', describeLoad(load))}`,
        '',
        ...figureLines(load).map((line, index) => `  ${index === 0 ? paint('quiet', line) : line}`),
        ...notesOf(load).map((note) => `  ${paint('error', `! ${oneLine(note)}`)}`),
      ],
    ];
  });
}
