import type { StepResult } from '../results/types.js';
import { describeMismatch } from './describe-mismatch.js';
import { describeActual, describeExpected, describeStep } from './describe-step.js';
import { printable } from './printable.js';

const lineWidth = 120;
const mostLines = 60;

/** The plain lines that say what was expected of a step, what was actual, and how to see it again. */
export function describeEvidence(step: StepResult): readonly string[] {
  return [
    describeStep(step),
    `expected   ${describeExpected(step)}`,
    `actual     ${describeActual(step)}`,
    ...step.mismatches.flatMap((mismatch) => {
      const text = describeMismatch(mismatch, lineWidth, mostLines);
      if (text.kind === 'line') {
        return [`differs    ${text.text}`];
      }
      return [
        `differs    ${text.heading}`,
        ...text.lines.map((line) => `           ${line.sign} ${line.text}`),
      ];
    }),
    ...(step.reproduce === null ? [] : [`reproduce  ${printable(step.reproduce)}`]),
  ];
}
