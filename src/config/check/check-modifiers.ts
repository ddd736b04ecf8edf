import { parseSize } from '../../lib/units.js';
import { findOperation, paginationOf } from '../../operations/index.js';
import type { Step, StepModifiers } from '../grammar/step.js';
import { isLoop } from './check-loops.js';
import { must } from './check-values.js';
import type { Checker } from './checker.js';
import { locateKey } from './locate-key.js';
import type { StaticScope } from './static-scope.js';

type Modifier = Exclude<keyof StepModifiers, 'where' | 'places'>;

/** Where a modifier would do nothing: it is an error, so that nobody relies on it. */
interface Misplacement {
  readonly keys: readonly Modifier[];
  readonly isMisplaced: (step: Step) => boolean;
  readonly reason: string;
}

const misplacements: readonly Misplacement[] = [
  {
    keys: ['save', 'collect'],
    isMisplaced: (step) => !sends(step) && step.kind !== 'presign',
    reason: 'belongs to a step that has an answer',
  },
  {
    keys: ['during', 'abort_at', 'endpoint'],
    isMisplaced: (step) => !sends(step),
    reason: 'belongs to a step that sends a request',
  },
  {
    keys: ['eventually', 'consistently'],
    isMisplaced: (step) => !sends(step) && step.kind !== 'steps',
    reason: 'belongs to a step that sends a request, or to a block of them',
  },
  {
    keys: ['allow_unknown'],
    isMisplaced: (step) => step.kind !== 'operation',
    reason: 'belongs to an operation',
  },
  {
    keys: ['paginate'],
    isMisplaced: (step) => !hasPages(step),
    reason: 'belongs to an operation that lists pages',
  },
  {
    keys: ['parallel'],
    isMisplaced: (step) => !isLoop(step) && step.kind !== 'steps',
    reason: 'belongs to a loop or a block',
  },
];

/** Keys of which a step may have one. */
const alternatives: readonly (readonly Modifier[])[] = [
  ['repeat', 'for_each', 'matrix'],
  ['eventually', 'consistently'],
  ['paginate', 'during'],
  ['paginate', 'abort_at'],
];

const isBodyPosition = must(
  (value) => parseSize(value) !== undefined || /^(\d{1,2}|100)%$/.test(String(value)),
  'is a size such as 512KiB, or a percentage such as 50%',
);

/** Checks that every modifier of a step means something where it stands. */
export function checkModifiers(step: Step, scope: StaticScope, checker: Checker): void {
  const given = (key: Modifier) => step[key] !== undefined;
  const placeOf = (key: string) => step.places.get(key) ?? step.where;
  for (const { keys, isMisplaced, reason } of misplacements) {
    for (const key of keys.filter((key) => given(key) && isMisplaced(step))) {
      checker.error(placeOf(key), 'misplaced-key', `${key} ${reason}`);
    }
  }
  for (const keys of alternatives) {
    const [first, second] = keys.filter(given);
    if (first && second) {
      checker.error(placeOf(second), 'misplaced-key', `a step has ${first} or ${second}, not both`);
    }
  }
  if (step.during) {
    checker.checkValue('at', step.during.at, scope, isBodyPosition);
  }
  if (step.abort_at) {
    checker.checkValue('abort_at', step.abort_at, scope, isBodyPosition);
  }
  checkTogether(step, checker);
}

/** Of a block only `all` is judged, and that needs several outcomes. */
function checkTogether(step: Step, checker: Checker): void {
  if (!('expected_result' in step) || step.expected_result?.kind !== 'map') {
    return;
  }
  const { expected_result: expected } = step;
  for (const { key } of expected.entries) {
    const name = String(key.kind === 'literal' ? key.value : '');
    if (
      sends(step)
        ? name === 'all' && !isLoop(step)
        : name !== 'all' || (step.kind === 'case' && !isLoop(step))
    ) {
      checker.error(locateKey(expected, [name]), 'misplaced-key', reasonOf(name, step));
    }
  }
}

function reasonOf(name: string, { kind }: Step): string {
  if (name === 'all') {
    return 'all judges the outcomes of a loop or a block';
  }
  return `a ${kind === 'case' ? 'case' : 'block'} is judged by its steps: ${name} belongs to one of them`;
}

function sends({ kind }: Step): boolean {
  return kind === 'operation' || kind === 'request' || kind === 'post_form';
}

function hasPages(step: Step): boolean {
  const operation = step.kind === 'operation' ? findOperation(step.operation) : undefined;
  // An operation that does not exist is told of elsewhere.
  return step.kind === 'operation' && (operation === undefined || paginationOf(operation) !== null);
}
