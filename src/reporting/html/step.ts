import type { HttpRecord, Mismatch, Status, StepResult } from '../../results/types.js';
import { describeMismatch } from '../describe-mismatch.js';
import { describeActual, describeExpected, describeInGroup } from '../describe-step.js';
import { formatDuration } from '../durations.js';
import { block, inlineMembers } from '../inline.js';
import { oneLine, printable } from '../printable.js';
import { renderTrace } from '../trace.js';
import { statusWords } from '../words.js';
import { html, type Markup, nothing, trusted } from './html.js';

const lineWidth = 110;

/** A step that opens to show its evidence; `isOpen` says whether it already is. */
export function renderStep(step: StepResult, isOpen: boolean): Markup {
  const credential =
    step.credential === null ? nothing : html` <span class="quiet">as ${step.credential}</span>`;
  return html`<details class="item" data-status="${step.status}"${open(isOpen)}>
<summary>${renderStatus(step.status)}<span class="what">${describeInGroup(step)}${credential}</span><span class="time">${formatDuration(step.duration)}</span></summary>
${renderEvidence(step)}
</details>
`;
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

function renderEvidence(step: StepResult): Markup {
  const parameters = Object.keys(step.parameters).length === 0 ? '' : inlineMembers(step.parameters);
  const facts = [
    fact('with', parameters === '' ? nothing : html`<code>${parameters}</code>`),
    fact('expected', html`<code>${describeExpected(step)}</code>`),
    fact('actual', html`${describeActual(step)}`),
    fact('skipped', html`${step.skip_reason === null ? '' : oneLine(step.skip_reason)}`),
    ...step.mismatches.map((mismatch) => fact('differs', renderMismatch(mismatch))),
    fact('response', renderResponse(step)),
    ...step.http.map((record) => fact('http', renderExchange(record))),
    fact('reproduce', step.reproduce === null ? nothing : renderCommand(step.reproduce)),
  ];
  return html`<dl class="evidence">${facts}</dl>`;
}

function fact(name: string, value: Markup): Markup {
  return value.markup === '' ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`;
}

function renderMismatch(mismatch: Mismatch): Markup {
  const text = describeMismatch(mismatch, lineWidth);
  if (text.kind === 'line') {
    return html`<code>${text.text}</code>`;
  }
  const classes = { '-': 'removed', '+': 'added', ' ': 'same' };
  const lines = text.lines.map(
    (line) => html`<span class="${classes[line.sign]}">${line.sign} ${line.text}</span>`,
  );
  return html`<code>${text.heading}</code><pre class="diff">${lines}</pre>`;
}

function renderResponse({ actual }: StepResult): Markup {
  if (actual === null) {
    return nothing;
  }
  const { headers, response, error, body } = actual;
  const data = {
    ...(headers && { headers }),
    response,
    ...(error && { error }),
    ...(body !== undefined && { body }),
  };
  const isEmpty = Object.keys(response).length === 0 && Object.keys(data).length === 1;
  return isEmpty ? nothing : folded('headers and data', block(data, lineWidth));
}

function renderExchange(record: HttpRecord): Markup {
  const id = record.request_id === null ? '' : `, request id ${record.request_id}`;
  const line = oneLine(`${record.method} ${record.url} → ${record.status ?? 'no response'}${id}`);
  const duration = formatDuration(record.duration);
  const trace = record.trace === undefined ? nothing : folded('trace', renderTrace(record.trace));
  return html`<code>${line}</code> <span class="time">${duration}</span>${trace}`;
}

function renderCommand(command: string): Markup {
  return html`<pre>${printable(command)}</pre><button type="button" data-copy>Copy</button>`;
}

function folded(name: string, lines: readonly string[]): Markup {
  return html`<details class="trace"><summary>${name}</summary><pre>${lines.join('\n')}</pre></details>`;
}
