import type { StepEntry } from '../results/source.js';
import { describeStep } from './describe-step.js';
import { shorten } from './display-width.js';
import { evidenceOf, type Fact, type Label } from './evidence.js';
import { createPaint, type Paint } from './paint.js';
import { oneLine } from './printable.js';

/** How evidence is written as lines of text. */
export interface TextLook {
  readonly indent: string;
  /** Columns for the text beside a label; what is longer is cut. */
  readonly width: number;
  readonly paint: Paint;
  /** The facts that are shown. */
  readonly labels: ReadonlySet<Label>;
  /** Show what went over the wire under each exchange. */
  readonly traces: boolean;
}

/** Columns that a label takes, with the space after it. */
export const labelWidth = 11;

const plainWidth = 120;
const plainLines = 60;
const plainLook: TextLook = {
  indent: '',
  width: Number.POSITIVE_INFINITY,
  paint: createPaint(false),
  labels: new Set([
    'place',
    'expected',
    'actual',
    'load',
    'note',
    'figures',
    'failures',
    'turns',
    'times',
    'mismatch',
    'tolerated',
    'deviation',
    'reproduce',
  ]),
  traces: false,
};

/** The evidence of a step in brief, as plain lines under one that names the step. */
export function plainEvidence(entry: Pick<StepEntry, 'read'>): readonly string[] {
  const step = entry.read();
  return [describeStep(step), ...factLines(evidenceOf(step, plainWidth, plainLines), plainLook)];
}

/** Facts as lines, each beside its label; differences and traces are below it. */
export function factLines(facts: readonly Fact[], look: TextLook): readonly string[] {
  return facts.filter(({ label }) => look.labels.has(label)).flatMap((fact) => linesOf(fact, look));
}

/** A label with a text of one line beside it; nothing where there is no text. */
export function labelledLine(label: string, text: string | null, look: TextLook): readonly string[] {
  return text === null || text === '' ? [] : [besideLabel(label, shorten(oneLine(text), look.width), look)];
}

function linesOf(fact: Fact, look: TextLook): readonly string[] {
  switch (fact.label) {
    case 'mismatch':
    case 'deviation':
      return [
        ...labelledLine(fact.label, fact.mismatch.text, look),
        ...fact.mismatch.lines.map(({ sign, text }) => {
          const line = `${sign} ${text}`;
          return belowLabel(sign === ' ' ? line : look.paint(sign === '-' ? 'removed' : 'added', line), look);
        }),
      ];
    case 'http': {
      const trace = look.traces ? (fact.trace ?? []) : [];
      return [
        ...labelledLine(fact.label, fact.text, look),
        ...trace.map((line) => belowLabel(look.paint('quiet', line), look)),
      ];
    }
    case 'figures':
    case 'failures':
      return fact.lines.map((line, index) =>
        index === 0 ? besideLabel(fact.label, line, look) : belowLabel(line, look),
      );
    // The data of a response are long; only a page that can fold them shows them.
    case 'response':
      return [];
    // Never shortened: it is there to be copied.
    case 'reproduce':
      return [besideLabel(fact.label, fact.text, look)];
    default:
      return labelledLine(fact.label, fact.text, look);
  }
}

function besideLabel(label: string, text: string, { indent, paint }: TextLook): string {
  return `${indent}${paint('quiet', label.padEnd(labelWidth))}${text}`;
}

function belowLabel(text: string, { indent }: TextLook): string {
  return `${indent}${' '.repeat(labelWidth)}${text}`;
}
