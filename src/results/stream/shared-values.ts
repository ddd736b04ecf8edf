import { keepLast } from '../../lib/keep-last.js';
import type { StepResult } from '../types.js';

/** A value that several steps have, as a line of its own; steps name it by its number. */
export interface SharedLine {
  readonly type: 'shared';
  readonly id: number;
  readonly value: unknown;
}

/** A step as a line holds it: `parameters` and `expected` may be the number of a shared value. */
export type StoredResult = Omit<StepResult, 'parameters' | 'expected'> & {
  readonly parameters: StepResult['parameters'] | number;
  readonly expected: StepResult['expected'] | number;
};

/** Shorter ones take no more room than their number, in characters of JSON. */
const leastShared = 32;
/** So many values are remembered, in case they come again. */
const mostRemembered = 1000;

/** Finds out which parameters and expectations repeat: from the second time on, they are a number. */
export class ValueSharer {
  readonly #known = new Map<string, { id: number | null; times: number }>();
  #last = 0;

  /** The step with numbers for what is shared, and the lines of values that must be written before it. */
  share(result: StepResult): { readonly result: StoredResult; readonly lines: readonly SharedLine[] } {
    const lines: SharedLine[] = [];
    const parameters = this.#number(result.parameters, lines);
    const expected = this.#number(result.expected, lines);
    return { result: { ...result, parameters, expected }, lines };
  }

  #number(value: StepResult['parameters'], lines: SharedLine[]): StepResult['parameters'] | number {
    const text = JSON.stringify(value);
    if (text.length < leastShared) {
      return value;
    }
    const known = keepLast(this.#known, mostRemembered, text, () => ({ id: null, times: 0 }));
    known.times++;
    if (known.times === 1) {
      return value;
    }
    if (known.id === null) {
      known.id = ++this.#last;
      lines.push({ type: 'shared', id: known.id, value });
    }
    return known.id;
  }
}
