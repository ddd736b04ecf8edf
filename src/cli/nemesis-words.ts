import { UsageError } from '../app/usage-error.js';
import type { NemesisSpec } from '../consistency/run/nemesis.js';
import { parseSeconds } from '../lib/units.js';

/** How the words are written, for messages. */
const form = "--nemesis 'ON COMMAND' 'OFF COMMAND' every 10s [for 3s]";
const usualEvery = 10;

/** Reads the words of `--nemesis`, of one or several faults; throws a {@link UsageError}. */
export function parseNemeses(words: readonly string[]): readonly NemesisSpec[] {
  const specs: NemesisSpec[] = [];
  for (let at = 0; at < words.length; ) {
    const [on = '', off] = words.slice(at, at + 2);
    if (off === undefined || isClause(on) || isClause(off) || on.trim() === '') {
      throw new UsageError(`--nemesis wants a command that brings the fault and one that ends it`, form);
    }
    at += 2;
    const times = new Map<string, number>();
    for (; isClause(words[at] ?? ''); at += 2) {
      const clause = words[at] ?? '';
      const seconds = parseSeconds(words[at + 1]);
      if (seconds === undefined || seconds <= 0 || times.has(clause)) {
        throw new UsageError(`--nemesis: "${clause}" wants one duration, such as 10s`, form);
      }
      times.set(clause, seconds);
    }
    const every = times.get('every') ?? usualEvery;
    const lasts = times.get('for') ?? every / 2;
    if (lasts >= every) {
      throw new UsageError(`--nemesis: a fault that comes every ${every} s cannot last ${lasts} s`, form);
    }
    specs.push({ on, off, every, lasts });
  }
  return specs;
}

function isClause(word: string): boolean {
  return word === 'every' || word === 'for';
}
