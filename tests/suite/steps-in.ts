import type { Step } from '../../src/config/index.js';

/** Steps and all that are in them, in order. */
export function* stepsIn(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.kind === 'case' || step.kind === 'steps') {
      yield* stepsIn(step.steps);
    }
    if (step.during) {
      yield* stepsIn(step.during.steps);
    }
  }
}
