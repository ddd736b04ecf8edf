import { describeProblem } from '../reporting/causes.js';
import { describeStep } from '../reporting/describe-step.js';
import { describeVerdict } from '../reporting/overview.js';
import { oneLine } from '../reporting/printable.js';
import { statusWords } from '../reporting/words.js';
import type { RunEvent } from '../results/events.js';
import { entryOf } from '../results/source.js';
import { statusOfCase } from '../results/tally-tests.js';
import type { CaseResult, StepResult } from '../results/types.js';

/** A test that went wrong, as it is told when it ends. */
export interface LiveFailure {
  readonly status: 'fail' | 'error';
  readonly text: string;
}

const mostCharacters = 400;

/** The failure that an event is: of a case that does not end as it was expected to, or of a step that is in none. */
export function failureOf(event: RunEvent, isExpected: (found: CaseResult) => boolean): LiveFailure | null {
  if (event.type === 'case-finished') {
    return isExpected(event.result) ? null : failureOfCase(event.result);
  }
  return event.type === 'step-finished' && event.result.case === null ? failureOfStep(event.result) : null;
}

function failureOfCase(one: CaseResult): LiveFailure | null {
  const status = statusOfCase(one);
  return status === 'fail' || status === 'error'
    ? live(status, `${one.id}: ${describeVerdict(one)}${one.reason === null ? '' : `, ${one.reason}`}`)
    : null;
}

function failureOfStep(step: StepResult): LiveFailure | null {
  const { status } = step;
  return status === 'fail' || status === 'error'
    ? live(
        status,
        `${describeStep(step)}: ${describeProblem({ status, case: null, steps: [entryOf(step)] })}`,
      )
    : null;
}

function live(status: 'fail' | 'error', text: string): LiveFailure {
  const { glyph, word } = statusWords[status];
  return { status, text: `${glyph} ${word}  ${oneLine(text).slice(0, mostCharacters)}` };
}
