import type { HttpRecord, StepResult } from '../results/types.js';
import { describeMismatch } from './describe-mismatch.js';
import { describeActual, describeExpected, describeStep } from './describe-step.js';
import { shorten } from './display-width.js';
import { formatDuration } from './durations.js';
import type { ReportOptions } from './format.js';
import { inlineMembers } from './inline.js';
import { describeVerdict, type Finding } from './overview.js';
import type { Paint } from './paint.js';
import { oneLine, printable } from './printable.js';
import { renderTrace } from './trace.js';
import { statusWords } from './words.js';

const indent = '    ';
const labelWidth = 11;
const briefLines = 16;

/** The lines of one finding: what was expected, what was actual, how both differ, and how to see it again. */
export function renderFinding(finding: Finding, options: ReportOptions, paint: Paint): readonly string[] {
  if (finding.case === null) {
    return finding.steps.flatMap((step) => [
      heading(step.status, describeStep(step), paint, step.duration),
      ...renderEvidence(step, options, paint),
    ]);
  }
  const { id, title, reason, duration } = finding.case;
  const facts = [
    labelled('case', title, options, paint),
    labelled('verdict', describeVerdict(finding.case), options, paint),
    labelled('reason', reason, options, paint),
  ].flat();
  return [
    heading(finding.status, oneLine(id), paint, duration),
    ...facts,
    ...finding.steps.flatMap((step) => [
      `${indent}${paint('quiet', 'step'.padEnd(labelWidth))}${describeStep(step)}`,
      ...renderEvidence(step, options, paint),
    ]),
  ];
}

function heading(status: StepResult['status'], text: string, paint: Paint, duration: number): string {
  const { glyph, word } = statusWords[status];
  return `  ${paint(status, `${glyph} ${word}`)}  ${paint('strong', text)}  ${paint('quiet', formatDuration(duration))}`;
}

function renderEvidence(step: StepResult, options: ReportOptions, paint: Paint): readonly string[] {
  const inputs = Object.keys(step.parameters).length === 0 ? null : inlineMembers(step.parameters);
  return [
    ...labelled('as', step.credential, options, paint),
    ...labelled('with', inputs, options, paint),
    ...labelled('expected', describeExpected(step), options, paint),
    ...labelled('actual', describeActual(step), options, paint),
    ...step.mismatches.flatMap((mismatch) => {
      const text = describeMismatch(
        mismatch,
        options.width - indent.length - labelWidth,
        options.verbose ? undefined : briefLines,
      );
      if (text.kind === 'line') {
        return labelled('differs', text.text, options, paint);
      }
      return [
        ...labelled('differs', text.heading, options, paint),
        ...text.lines.map((line) => {
          const painted = `${line.sign} ${line.text}`;
          return `${indent}${' '.repeat(labelWidth)}${line.sign === ' ' ? painted : paint(line.sign === '-' ? 'removed' : 'added', painted)}`;
        }),
      ];
    }),
    ...step.http.flatMap((record) => renderExchange(record, options, paint)),
    // Never shortened: it is there to be copied.
    ...(step.reproduce === null ? [] : [label('reproduce', paint) + printable(step.reproduce)]),
  ];
}

function renderExchange(record: HttpRecord, options: ReportOptions, paint: Paint): readonly string[] {
  const response = record.status === null ? 'no response' : String(record.status);
  const id = record.request_id === null ? '' : `, request id ${record.request_id}`;
  const line = `${record.method} ${record.url} → ${response}${id}`;
  const trace = options.verbose && record.trace !== undefined ? renderTrace(record.trace) : [];
  return [
    ...labelled('http', line, options, paint),
    ...trace.map((text) => `${indent}${' '.repeat(labelWidth)}${paint('quiet', text)}`),
  ];
}

function labelled(
  name: string,
  text: string | null,
  options: ReportOptions,
  paint: Paint,
): readonly string[] {
  if (text === null || text === '') {
    return [];
  }
  const line = oneLine(text);
  const room = options.verbose ? Number.POSITIVE_INFINITY : options.width - indent.length - labelWidth;
  return [label(name, paint) + shorten(line, room)];
}

function label(name: string, paint: Paint): string {
  return `${indent}${paint('quiet', name.padEnd(labelWidth))}`;
}
