import type { Latency, Load, LoadFigures } from '../results/types.js';
import { alignColumns } from './columns.js';
import { describeMismatch } from './describe-mismatch.js';
import { describeActual, describeInGroup } from './describe-step.js';
import { formatDuration } from './durations.js';
import { oneLine } from './printable.js';
import { formatLatency } from './turns.js';
import { count, formatRate } from './words.js';

/** What a load was asked to do: `16 users, 30.00 s measured after 5.00 s of warm-up`. */
export function describeLoad({ users, rate, duration, measured, warm_up, ramp, ended_early }: Load): string {
  return [
    users === undefined
      ? `open model: ${formatFigure(rate ?? 0)} turns per second`
      : `closed model: ${count(users, 'user')}`,
    ended_early === undefined
      ? `${formatDuration(measured)} measured`
      : `${formatDuration(measured)} measured of ${formatDuration(duration)}`,
    ...(warm_up > 0 ? [`after ${formatDuration(warm_up)} of warm-up, which is judged and not measured`] : []),
    ...(ramp > 0 ? [`rising for ${formatDuration(ramp)}`] : []),
  ].join(', ');
}

/** What must be known to read the figures of a load, each as a sentence without its full stop. */
export function notesOf(load: Load): readonly string[] {
  const { users, in_flight, turns, waited = 0, longest_wait = 0, not_started = 0, ended_early } = load;
  return [
    ...(ended_early === undefined ? [] : [`it ended before its time: ${ended_early}`]),
    ...(users !== undefined && users > in_flight
      ? [
          `${count(users, 'user')} shared ${count(in_flight, 'place')} (--concurrency); the times do not hold the waiting for a place`,
        ]
      : []),
    ...(waited > 0
      ? [
          `${waited} of ${count(turns, 'turn')} found all ${in_flight} places taken (--concurrency) and began up to ${formatDuration(longest_wait)} late; their times count from when they were due`,
        ]
      : []),
    ...(not_started > 0
      ? [
          `${count(not_started, 'turn')} of ${turns + not_started} never began: the server did not keep up with the rate`,
        ]
      : []),
  ];
}

/** The names of the columns of {@link figureRows}. */
export const figureColumns = [
  'operation',
  'requests',
  'wrong',
  'passed/s',
  'p50',
  'p90',
  'p95',
  'p99',
  'p99.9',
  'max',
] as const;

/** The figures of each operation of a load, and of all together where there are several; cells as text. */
export function figureRows(load: Load): readonly (readonly string[])[] {
  const rows = load.operations.map((one) => rowOf(oneLine(one.name), one));
  return load.operations.length === 1 ? rows : [...rows, rowOf('all', load)];
}

/** The same as lines of text. */
export function figureLines(load: Load): readonly string[] {
  const [first = '', ...others] = figureColumns;
  const head = [first, ...others.map(atEnd)];
  return alignColumns([
    head,
    ...figureRows(load).map(([name = '', ...cells]) => [name, ...cells.map(atEnd)]),
  ]);
}

/** The first failures of a load, each on one line, and how many more there were. */
export function failureLines({ failures, failures_left_out }: Load, most: number): readonly string[] {
  const shown = failures.slice(0, most).map((failure) => {
    const found = failure.mismatches.map((one) => describeMismatch(one, failureWidth).text);
    const facts = [describeActual(failure), ...found].filter((fact) => fact !== '');
    return oneLine(`${describeInGroup(failure)}: ${facts.join('; ')}`);
  });
  const rest = failures.length - shown.length + failures_left_out;
  return rest === 0 ? shown : [...shown, `… ${count(rest, 'more failure')}`];
}

/** How many responses were wrong, and their share. */
export function describeWrong({ failed, error, error_rate }: LoadFigures): string {
  const wrong = failed + error;
  return wrong === 0 ? '0' : `${wrong} (${error_rate < 0.001 ? '< 0.1 %' : formatRate(error_rate)})`;
}

/** A rate or a number, with as many digits as mean something. */
export function formatFigure(figure: number): string {
  return figure >= 100 ? String(Math.round(figure)) : String(Number(figure.toPrecision(3)));
}

const failureWidth = 120;

function atEnd(text: string): { readonly text: string; readonly align: 'end' } {
  return { text, align: 'end' };
}

function rowOf(name: string, figures: LoadFigures): readonly string[] {
  const { passed, failed, error, throughput, latency } = figures;
  const requests = String(passed + failed + error);
  return [name, requests, describeWrong(figures), formatFigure(throughput), ...timesOf(latency)];
}

function timesOf(latency: Latency): readonly string[] {
  const { p50, p90, p95, p99, p99_9, max } = latency;
  return [p50, p90, p95, p99, p99_9, max].map((seconds) =>
    latency.count === 0 ? '' : formatLatency(seconds),
  );
}
