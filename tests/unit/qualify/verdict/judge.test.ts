import { describe, expect, test } from 'vitest';
import {
  type Answer,
  answerOf,
  answers,
  type Effect,
  effectOf,
  qualifyExitCode,
  type Weight,
  type When,
} from '../../../../src/qualify/verdict/judge.js';
import type { Outcome } from '../../../../src/qualify/verdict/outcome.js';

const weights: readonly Weight[] = ['required', 'optional', 'unsafe'];
const whens: readonly When[] = ['ignored', 'refused', 'either'];
const outcomes: readonly Outcome[] = ['met', 'ignored', 'refused', 'not-decided'];

/** Every combination: weight, answer that counts, outcome, effect without and with a workaround. */
const table: readonly (readonly [Weight, When, Outcome, Effect, Effect])[] = [
  ['required', 'ignored', 'met', 'none', 'none'],
  ['required', 'ignored', 'ignored', 'fails', 'setting'],
  ['required', 'ignored', 'refused', 'lacks', 'lacks'],
  ['required', 'ignored', 'not-decided', 'open', 'open'],
  ['required', 'refused', 'met', 'none', 'none'],
  ['required', 'refused', 'ignored', 'lacks', 'lacks'],
  ['required', 'refused', 'refused', 'fails', 'setting'],
  ['required', 'refused', 'not-decided', 'open', 'open'],
  ['required', 'either', 'met', 'none', 'none'],
  ['required', 'either', 'ignored', 'fails', 'setting'],
  ['required', 'either', 'refused', 'fails', 'setting'],
  ['required', 'either', 'not-decided', 'open', 'open'],
  ['optional', 'ignored', 'met', 'none', 'none'],
  ['optional', 'ignored', 'ignored', 'lacks', 'lacks'],
  ['optional', 'ignored', 'refused', 'lacks', 'lacks'],
  ['optional', 'ignored', 'not-decided', 'none', 'none'],
  ['optional', 'refused', 'met', 'none', 'none'],
  ['optional', 'refused', 'ignored', 'lacks', 'lacks'],
  ['optional', 'refused', 'refused', 'lacks', 'lacks'],
  ['optional', 'refused', 'not-decided', 'none', 'none'],
  ['optional', 'either', 'met', 'none', 'none'],
  ['optional', 'either', 'ignored', 'lacks', 'lacks'],
  ['optional', 'either', 'refused', 'lacks', 'lacks'],
  ['optional', 'either', 'not-decided', 'none', 'none'],
  ['unsafe', 'ignored', 'met', 'none', 'none'],
  ['unsafe', 'ignored', 'ignored', 'loses-data', 'setting'],
  ['unsafe', 'ignored', 'refused', 'fails', 'setting'],
  ['unsafe', 'ignored', 'not-decided', 'open', 'open'],
  ['unsafe', 'refused', 'met', 'none', 'none'],
  ['unsafe', 'refused', 'ignored', 'fails', 'setting'],
  ['unsafe', 'refused', 'refused', 'loses-data', 'setting'],
  ['unsafe', 'refused', 'not-decided', 'open', 'open'],
  ['unsafe', 'either', 'met', 'none', 'none'],
  ['unsafe', 'either', 'ignored', 'loses-data', 'setting'],
  ['unsafe', 'either', 'refused', 'loses-data', 'setting'],
  ['unsafe', 'either', 'not-decided', 'open', 'open'],
];

describe('the effect of a requirement', () => {
  test('the table has every weight, answer and outcome once', () => {
    const wanted = weights.flatMap((weight) =>
      whens.flatMap((when) => outcomes.map((outcome) => `${weight} ${when} ${outcome}`)),
    );
    expect(table.map(([weight, when, outcome]) => `${weight} ${when} ${outcome}`)).toEqual(wanted);
  });

  test.each(table)(
    '%s, counting where %s, %s: %s, with a workaround %s',
    (weight, when, outcome, plain, with_) => {
      expect(effectOf({ weight, when, outcome, hasWorkaround: false })).toBe(plain);
      expect(effectOf({ weight, when, outcome, hasWorkaround: true })).toBe(with_);
    },
  );
});

describe('the answer for an application', () => {
  const effects: readonly Effect[] = ['none', 'lacks', 'setting', 'loses-data', 'fails', 'open'];
  const alone: Readonly<Record<Effect, Answer>> = {
    none: 'works',
    lacks: 'works',
    setting: 'works-with',
    'loses-data': 'unsafe',
    fails: 'does-not-work',
    open: 'not-decided',
  };

  test('is that of its worst effect, whatever else there is and in whatever order', () => {
    const worse = (a: Answer, b: Answer): Answer => (answers.indexOf(a) >= answers.indexOf(b) ? a : b);
    for (const first of effects) {
      for (const second of effects) {
        for (const third of effects) {
          const expected = worse(worse(alone[first], alone[second]), alone[third]);
          expect({ first, second, third, answer: answerOf([first, second, third]) }).toEqual({
            ...{ first, second, third },
            answer: expected,
          });
        }
      }
    }
  });

  test('is that it works where nothing is required', () => {
    expect(answerOf([])).toBe('works');
  });
});

test.each<readonly [readonly Answer[], number]>([
  [['works', 'works-with'], 0],
  [['works', 'unsafe'], 1],
  [['does-not-work'], 1],
  [['not-decided', 'unsafe'], 1],
  [['works', 'not-decided'], 3],
  [[], 3],
])('of %j the exit code is %i', (given, code) => {
  expect(qualifyExitCode(given)).toBe(code);
});
