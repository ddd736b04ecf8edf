import type { Status, StepResult } from '../../results/types.js';
import type { MismatchText } from '../describe-mismatch.js';
import { describeInGroup } from '../describe-step.js';
import { formatDuration } from '../durations.js';
import { evidenceOf, type Fact, type Label } from '../evidence.js';
import { statusWords } from '../words.js';
import { html, type Markup, nothing, trusted } from './html.js';
import { renderFailures, renderLoad } from './load.js';

const lineWidth = 110;

/** Where a step stands that belongs to no case: its name on the page, and the number of its cause if it went wrong. */
export interface StepPlace {
  readonly anchor: string;
  readonly cause: number | undefined;
}

/** A step that opens to show its evidence; `isOpen` says whether it already is. */
export function renderStep(step: StepResult, isOpen: boolean, place?: StepPlace): Markup {
  const credential =
    step.credential === null ? nothing : html` <span class="quiet">as ${step.credential}</span>`;
  return html`<details class="item"${place ? placeData(step, place) : nothing} data-status="${step.status}"${open(isOpen)}>
<summary>${renderStatus(step.status)}<span class="what">${describeInGroup(step)}${credential}</span><span class="time">${formatDuration(step.duration)}</span></summary>
${step.load ? renderLoad(step.load) : nothing}${renderEvidence(step)}
</details>
`;
}

function placeData({ operation_name }: StepResult, { anchor, cause }: StepPlace): Markup {
  const operation = operation_name === null ? nothing : html` data-operation="${operation_name}"`;
  return html` id="${anchor}"${operation}${cause === undefined ? nothing : html` data-cause="${cause}"`}`;
}

/** A status as a label with glyph and word. */
export function renderStatus(status: Status, detail?: string): Markup {
  const { glyph, word } = statusWords[status];
  return html`<span class="status ${status}"><span aria-hidden="true">${glyph}</span> ${detail ?? word}</span>`;
}

/** The attribute of a `details` element that is open from the beginning. */
export function open(isOpen: boolean): Markup {
  return trusted(isOpen ? ' open' : '');
}

/** What stands elsewhere on the page: as whom in the summary, what a load came to in its own part. */
const shownElsewhere: ReadonlySet<Label> = new Set(['as', 'load', 'note', 'figures']);

function renderEvidence(step: StepResult): Markup {
  const facts = evidenceOf(step, lineWidth).map((fact) => {
    if (fact.label === 'failures' && step.load) {
      const failures = renderFailures(step.load, (failure) => renderStep(failure, false));
      return html`<dt>failures</dt><dd>${failures}</dd>`;
    }
    return shownElsewhere.has(fact.label)
      ? nothing
      : html`<dt>${fact.label}</dt><dd>${renderFact(fact)}</dd>`;
  });
  return html`<dl class="evidence">${facts}</dl>`;
}

function renderFact(fact: Fact): Markup {
  switch (fact.label) {
    case 'mismatch':
    case 'deviation':
      return renderMismatch(fact.mismatch);
    case 'figures':
    case 'failures':
      return html`<pre>${fact.lines.join('\n')}</pre>`;
    case 'response':
      return folded('headers and data', fact.lines);
    case 'http': {
      const trace = fact.trace === null ? nothing : folded('trace', fact.trace);
      return html`<code>${fact.text}</code> <span class="time">${formatDuration(fact.duration)}</span>${trace}`;
    }
    case 'reproduce':
      return html`<pre>${fact.text}</pre><button type="button" data-copy>Copy</button>`;
    case 'place':
    case 'with':
    case 'expected':
      return html`<code>${fact.text}</code>`;
    default:
      return html`${fact.text}`;
  }
}

function renderMismatch({ text, lines }: MismatchText): Markup {
  const classes = { '-': 'removed', '+': 'added', ' ': 'same' };
  const differing = lines.map(
    (line) => html`<span class="${classes[line.sign]}">${line.sign} ${line.text}</span>`,
  );
  return html`<code>${text}</code>${differing.length === 0 ? nothing : html`<pre class="diff">${differing}</pre>`}`;
}

function folded(name: string, lines: readonly string[]): Markup {
  return html`<details class="trace"><summary>${name}</summary><pre>${lines.join('\n')}</pre></details>`;
}
