import { closePage, openPage } from '../../reporting/html/document.js';
import { html, type Markup } from '../../reporting/html/html.js';
import type { HistoryHeader } from '../history/types.js';
import type { Finding, Verdict } from '../history/verdict.js';
import { describeOperation } from './describe-operation.js';
import { createTimeline, type Timeline } from './timeline.js';

const columnWidth = 7.4;
const laneHeight = 44;
const nameWidth = 84;

const timelineStyle = `
.scroll { overflow-x: auto; padding: 0 1rem; }
svg text { font: 12px ui-monospace, 'SF Mono', Menlo, Consolas, monospace; fill: var(--text); }
svg .name { fill: var(--quiet); }
svg rect { fill: var(--skipped-back); stroke: var(--skipped); }
svg .ok rect { fill: var(--pass-back); stroke: var(--pass); }
svg .refused rect { fill: var(--error-back); stroke: var(--error); }
svg .unknown rect { stroke-dasharray: 4 3; }
.times { border-collapse: collapse; margin: .5rem 1rem 1rem; font-variant-numeric: tabular-nums; }
.times th, .times td { padding: .15rem .9rem .15rem 0; text-align: left; font-weight: 400; }
.times th { color: var(--quiet); }
`;

/**
 * All findings as one page that works from disk, for the makers of the store: a timeline of each, and the same as a table.
 * It loads nothing and runs nothing. Histories hold no secrets; user information in an address is left out all the same.
 */
export function renderFindingsHtml(header: HistoryHeader, verdicts: readonly Verdict[]): string {
  const violated = verdicts.filter(({ findings }) => findings.length > 0);
  const title = violated.length === 0 ? 'No violation of consistency' : 'Violations of consistency';
  const sections = violated.flatMap(({ checker, findings }) =>
    findings.map((finding) => renderFinding(checker, finding)),
  );
  return html`${openPage({ title, style: timelineStyle })}<header class="wrap">
<h1>${title}</h1>
<p class="quiet">${header.endpoints.map(withoutUser).join(', ')} · ${header.workloads.join(', ')} · model ${header.model} · seed ${header.seed} · ${header.start}</p>
</header>
<main class="wrap">
${sections}
</main>
${closePage(`s3tester ${header.s3tester_version} · [ ] is the time from the call to the return; what stands above each other overlaps; #7 is the write with the number 7`)}`
    .markup;
}

/** An address as it may be shown. */
function withoutUser(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  return url ? `${url.protocol}//${url.host}${url.pathname}` : endpoint;
}

function renderFinding(checker: string, finding: Finding): Markup {
  const { message, bucket, key, operations } = finding;
  const timeline = createTimeline(operations);
  return html`<section class="group">
<div class="head"><h2>${message}</h2><span class="quiet">${checker} · ${bucket}/${key}</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Timeline">${renderTimeline(timeline, message)}</div>
<table class="times">
<thead><tr><th scope="col">call (µs)</th><th scope="col">return (µs)</th><th scope="col">client</th><th scope="col">endpoint</th><th scope="col">id</th><th scope="col">operation</th></tr></thead>
<tbody>${operations.map(
    (operation) => html`
<tr><td>${operation.call - timeline.start}</td><td>${operation.return === null ? 'never' : operation.return - timeline.start}</td><td>${operation.client}</td><td>${operation.endpoint}</td><td>${operation.id}</td><td><code>${describeOperation(operation)}</code></td></tr>`,
  )}
</tbody>
</table>
</section>`;
}

function renderTimeline({ lanes, width }: Timeline, message: string): Markup {
  const fullWidth = Math.ceil(nameWidth + (width + 2) * columnWidth);
  const height = lanes.length * laneHeight + 8;
  return html`<svg role="img" aria-label="${message}" width="${fullWidth}" height="${height}" viewBox="0 0 ${fullWidth} ${height}">${lanes.map(
    ({ client, bars }, lane) => html`
<text class="name" x="0" y="${lane * laneHeight + 28}">client ${client}</text>${bars.map(
      ({ operation, label, from, to }) => {
        const x = nameWidth + from * columnWidth;
        const barWidth = Math.max(to - from, label.length + 2) * columnWidth;
        return html`
<g class="${operation.outcome}"><title>${label}</title><rect x="${x}" y="${lane * laneHeight + 8}" width="${barWidth}" height="${laneHeight - 14}" rx="4"/><text x="${x + columnWidth}" y="${lane * laneHeight + 28}">${label}</text></g>`;
      },
    )}`,
  )}
</svg>`;
}
