import { alignColumns, type Cell } from '../../reporting/columns.js';
import { formatDuration } from '../../reporting/durations.js';
import type { Paint, Tone } from '../../reporting/paint.js';
import { oneLine, printable } from '../../reporting/printable.js';
import { renderFindingText } from '../counter-example/index.js';
import type { Verdict } from '../history/verdict.js';
import type { ConsistencyResults } from '../results.js';

const tones = { ok: 'pass', violated: 'fail', 'not decided': 'error' } as const satisfies Record<
  Verdict['verdict'],
  Tone
>;
const glyphs = { ok: '✓', violated: '✗', 'not decided': '!' } as const;

/** What was found, for people in a terminal: the run, a line per checker, every finding, what could not be judged. */
export function renderConsistencyTable(results: ConsistencyResults, paint: Paint): string {
  const sections = [
    [paint('quiet', describeRun(results))],
    alignColumns(results.verdicts.map((verdict) => rowOf(verdict, paint))),
    ...results.verdicts.flatMap((verdict) =>
      verdict.findings.map((finding) => [
        paint('strong', oneLine(verdict.checker)),
        printable(
          finding.operations.length === 0
            ? `${finding.message}\n  ${finding.bucket}/${finding.key}`
            : renderFindingText(finding).trimEnd(),
        ),
      ]),
    ),
    results.not_judged.map(
      ({ what, reason }) => `${paint('error', '! not judged')}  ${oneLine(what)}: ${oneLine(reason)}`,
    ),
    results.problems.map((problem) => `${paint('error', '!')} ${oneLine(problem)}`),
    [describeConsistency(results)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The run in one line. */
export function describeConsistency({
  verdicts,
  operations,
  outcomes,
  seconds,
  faults,
  interrupted,
}: ConsistencyResults): string {
  const violated = verdicts.filter(({ verdict }) => verdict === 'violated').length;
  const undecided = verdicts.filter(({ verdict }) => verdict === 'not decided').length;
  const rate = seconds === null || seconds === 0 ? [] : [`${Math.round(operations / seconds)} a second`];
  return [
    violated > 0 ? `${violated} of ${verdicts.length} checkers found a violation` : 'no violation was found',
    ...(undecided > 0 ? [`${undecided} not decided`] : []),
    `${operations} operations`,
    ...rate,
    ...(outcomes.unknown > 0 ? [`${outcomes.unknown} of unknown outcome`] : []),
    ...(faults > 0 ? [`${faults} faults`] : []),
    ...(seconds === null ? [] : [formatDuration(seconds)]),
    ...(interrupted ? ['interrupted'] : []),
  ].join(' · ');
}

function describeRun({ endpoints, workloads, clients, model, seed }: ConsistencyResults): string {
  return `${endpoints.map(oneLine).join(', ')} · ${workloads.map(oneLine).join(', ')} · ${clients} clients · model ${model} · seed ${seed}`;
}

function rowOf({ checker, verdict, operations, reason, findings }: Verdict, paint: Paint): readonly Cell[] {
  const more = reason ?? (findings.length > 0 ? `${findings.length} shown below` : '');
  return [
    { text: `${glyphs[verdict]} ${verdict}`, paint: (text) => paint(tones[verdict], text) },
    { text: oneLine(checker), paint: (text) => paint('strong', text) },
    { text: `${operations} operations`, align: 'end' },
    { text: oneLine(more), paint: (text) => paint('quiet', text) },
  ];
}
