import { type ExitCode, exitCodes } from '../../results/exit-code.js';
import type { Outcome } from './outcome.js';

/** How much hangs on a requirement. */
export type Weight = 'required' | 'optional' | 'unsafe';

/** The answers of a server that have the weight of a requirement. */
export type When = 'ignored' | 'refused' | 'either';

/** What the rule looks at of a requirement. */
export interface Weighed {
  readonly weight: Weight;
  readonly when: When;
  readonly hasWorkaround: boolean;
  readonly outcome: Outcome;
}

/** What a requirement means for the application: nothing, a lack, a setting, lost data, a failure, or an open question. */
export type Effect = 'none' | 'lacks' | 'setting' | 'loses-data' | 'fails' | 'open';

/** What is said of an application on a server. */
export type Answer = 'works' | 'works-with' | 'unsafe' | 'does-not-work' | 'not-decided';

/** Every answer, the best first. */
export const answers: readonly Answer[] = ['works', 'works-with', 'not-decided', 'does-not-work', 'unsafe'];

/**
 * What a requirement with this outcome means for the application. What is unsafe where a server ignores it is noticed where
 * the server refuses, and then makes the application fail; what is required only in one answer does no harm in the other.
 */
export function effectOf({ weight, when, hasWorkaround, outcome }: Weighed): Effect {
  if (outcome === 'met') {
    return 'none';
  }
  if (weight === 'optional') {
    return outcome === 'not-decided' ? 'none' : 'lacks';
  }
  if (outcome === 'not-decided') {
    return 'open';
  }
  const counts = when === 'either' || when === outcome;
  if (!counts && weight === 'required') {
    return 'lacks';
  }
  if (hasWorkaround) {
    return 'setting';
  }
  return counts && weight === 'unsafe' ? 'loses-data' : 'fails';
}

/**
 * What the effects of all requirements come to. What is proved counts before what is open, and lost data before a failure
 * that somebody notices.
 */
export function answerOf(effects: readonly Effect[]): Answer {
  if (effects.includes('loses-data')) {
    return 'unsafe';
  }
  if (effects.includes('fails')) {
    return 'does-not-work';
  }
  if (effects.includes('open')) {
    return 'not-decided';
  }
  return effects.includes('setting') ? 'works-with' : 'works';
}

/** The exit code for several applications: what does not work comes before what is not decided. */
export function qualifyExitCode(given: readonly Answer[]): ExitCode {
  if (given.includes('unsafe') || given.includes('does-not-work')) {
    return exitCodes.failed;
  }
  return given.includes('not-decided') || given.length === 0 ? exitCodes.unjudged : exitCodes.passed;
}
