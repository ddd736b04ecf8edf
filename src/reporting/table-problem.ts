import type { StepResult } from '../results/types.js';
import { describeStep } from './describe-step.js';
import { formatDuration } from './durations.js';
import { evidenceOf } from './evidence.js';
import { factLines, labelledLine, labelWidth, type TextLook } from './evidence-text.js';
import type { ReportOptions } from './format.js';
import { describeVerdict, type Problem } from './overview.js';
import type { Paint } from './paint.js';
import { oneLine } from './printable.js';
import { statusWords } from './words.js';

const indent = '    ';
const briefLines = 16;
const labels: TextLook['labels'] = new Set([
  'place',
  'as',
  'with',
  'expected',
  'actual',
  'failures',
  'turns',
  'times',
  'mismatch',
  'tolerated',
  'deviation',
  'http',
  'reproduce',
]);

/** The lines of one problem: what was expected, what was actual, the mismatches, and how to reproduce it. */
export function renderProblem(problem: Problem, options: ReportOptions, paint: Paint): readonly string[] {
  const columns = options.width - indent.length - labelWidth;
  const { verbose } = options;
  const width = verbose ? Number.POSITIVE_INFINITY : columns;
  const look: TextLook = { indent, width, paint, labels, traces: verbose };
  const whole = { ...look, width: Number.POSITIVE_INFINITY };
  const evidence = (step: StepResult) =>
    factLines(evidenceOf(step, columns, verbose ? undefined : briefLines), look);

  const steps = problem.steps.map((entry) => entry.read());
  if (problem.case === null) {
    return steps.flatMap((step) => [
      heading(step.status, describeStep(step), paint, step.duration),
      ...evidence(step),
    ]);
  }
  const { id, title, reason, duration, place, kept = [], reproduce } = problem.case;
  return [
    heading(problem.status, oneLine(id), paint, duration),
    ...labelledLine('case', title, look),
    ...labelledLine('verdict', describeVerdict(problem.case), look),
    ...labelledLine('reason', reason, look),
    ...labelledLine('place', place ?? null, whole),
    ...labelledLine('kept', kept.join(', '), whole),
    ...labelledLine('only this', reproduce ?? null, whole),
    ...steps.flatMap((step) => [...labelledLine('step', describeStep(step), whole), ...evidence(step)]),
  ];
}

function heading(status: StepResult['status'], text: string, paint: Paint, duration: number): string {
  const { glyph, word } = statusWords[status];
  return `  ${paint(status, `${glyph} ${word}`)}  ${paint('strong', text)}  ${paint('quiet', formatDuration(duration))}`;
}
