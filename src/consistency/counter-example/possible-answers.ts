import type { HistoryOperation } from '../history/types.js';

/** How a store that is strongly consistent may answer: a value, absence, `ok`, or the status of a refusal. */
export type Answer = { readonly found: number | null } | 'ok' | 'refused' | 'not found';

/** What may come of operations that overlap. */
export interface Answers {
  /** Of each operation, in their order, all that may come. */
  readonly ofEach: readonly (readonly Answer[])[];
  /** What the key may hold afterwards. */
  readonly states: readonly (number | null)[];
  /** How many of them may succeed. */
  readonly successes: readonly number[];
}

/** More operations than this have too many orders to try. */
const mostOrdered = 6;

/** Tries every order of operations that overlap, from every state that the key may be in; null where there are too many. */
export function possibleAnswers(
  operations: readonly HistoryOperation[],
  states: readonly (number | null)[],
): Answers | null {
  if (operations.length > mostOrdered) {
    return null;
  }
  const ofEach = operations.map(() => new Map<string, Answer>());
  const after = new Set<number | null>();
  const successes = new Set<number>();

  function walk(state: number | null, left: readonly number[], succeeded: number): void {
    if (left.length === 0) {
      after.add(state);
      successes.add(succeeded);
    }
    for (const index of left) {
      const operation = operations[index];
      const step = operation && answerOf(operation, state);
      if (step) {
        ofEach[index]?.set(JSON.stringify(step.answer), step.answer);
        const isSuccess = step.answer === 'ok' ? 1 : 0;
        walk(
          step.state,
          left.filter((other) => other !== index),
          succeeded + isSuccess,
        );
      }
    }
  }

  for (const state of states) {
    walk(state, [...operations.keys()], 0);
  }
  return {
    ofEach: ofEach.map((answers) => [...answers.values()]),
    states: [...after],
    successes: [...successes],
  };
}

function answerOf(
  { op, value, condition }: HistoryOperation,
  state: number | null,
): { readonly answer: Answer; readonly state: number | null } {
  if (op === 'get' || op === 'head' || op === 'list') {
    return { answer: { found: state }, state };
  }
  if (condition?.if_none_match !== undefined && state !== null) {
    return { answer: 'refused', state };
  }
  if (condition?.if_match !== undefined && state !== condition.if_match_value) {
    return { answer: state === null ? 'not found' : 'refused', state };
  }
  return { answer: 'ok', state: op === 'delete' ? null : (value ?? null) };
}
