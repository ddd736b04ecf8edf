import { findOperation, paginationOf } from '../../operations/index.js';
import { bodyPosition } from '../language/body-position.js';
import { alternatives, insteadUnderLoad } from '../language/modifiers.js';
import type { ModifierName, Step } from '../language/step.js';
import { sending } from '../language/step-kind.js';
import { locateKey, locateValue } from '../values/evaluate.js';
import type { Value } from '../values/value.js';
import { isLoop } from './check-loops.js';
import type { Checker } from './checker.js';
import type { StaticScope } from './static-scope.js';

/** Checks that every modifier of a step has an effect there, beyond what the kind of the step allows. */
export function checkModifiers(step: Step, scope: StaticScope, checker: Checker): void {
  const given = (key: ModifierName) => step[key] !== undefined;
  const misplaced = (key: ModifierName, message: string, hint?: string) =>
    checker.error(step.places.get(key) ?? step.where, 'misplaced-key', message, hint);
  if (step.paginate && !hasPages(step)) {
    misplaced('paginate', 'paginate belongs to an operation that lists pages');
  }
  if (given('parallel') && !isLoop(step) && step.kind !== 'steps') {
    misplaced('parallel', 'parallel belongs to a loop or a block');
  }
  if (step.thresholds && !step.load) {
    misplaced('thresholds', 'thresholds belong to a step with load');
  }
  for (const keys of alternatives) {
    const [first, second] = keys.filter(given);
    if (first && second) {
      const hint = first === 'load' ? insteadUnderLoad[second] : undefined;
      misplaced(second, `a step has ${first} or ${second}, not both`, hint);
    }
  }
  if (step.during) {
    checker.checkValue('at', step.during.at, bodyPosition, scope);
  }
  if (step.abort_at) {
    checker.checkValue('abort_at', step.abort_at, bodyPosition, scope);
  }
  checkTogether(step, checker);
  for (const { expectation } of step.tolerate ?? []) {
    checkApart(expectation, checker);
  }
}

/** What is tolerated is tolerated of each response by itself. */
function checkApart(expectation: Value, checker: Checker): void {
  for (const name of ['all', 'error_document'].filter((key) => locateValue(expectation, [key]))) {
    const message = `${name} belongs to expected_result: what is tolerated is a response by itself`;
    checker.error(locateKey(expectation, [name]), 'misplaced-key', message);
  }
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
  return sending.some((one) => one === kind);
}

function hasPages(step: Step): boolean {
  const operation = step.kind === 'operation' ? findOperation(step.operation) : undefined;
  // An operation that does not exist is reported elsewhere.
  return step.kind === 'operation' && (operation === undefined || paginationOf(operation) !== null);
}
