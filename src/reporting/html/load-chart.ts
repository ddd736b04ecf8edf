import type { Load } from '../../results/types.js';
import { type Point, pathThrough, round, scaleFor } from '../chart.js';
import { html, type Markup, nothing } from './html.js';

type Moment = Load['over_time'][number];

/** A line of a drawing. */
export interface ChartLine {
  readonly name: string;
  readonly className: string;
  /** Null where there is nothing to draw: the line is broken there. */
  figureOf(moment: Moment): number | null;
}

/** What a drawing over the time of a load shows. */
export interface Chart {
  readonly title: string;
  /** What it shows in a sentence, for who does not see it. */
  readonly summary: string;
  format(value: number): string;
  readonly lines: readonly ChartLine[];
}

const width = 720;
const height = 190;
const left = 64;
const right = width - 84;
const top = 10;
const bottom = height - 26;

/** Draws lines over the time of a load, each with its name at its end; the time of the warm-up is marked. */
export function renderChart(load: Load, { title, summary, format, lines }: Chart): Markup {
  const { over_time: moments, interval, warm_up, duration } = load;
  const seconds = moments.length * interval;
  if (seconds === 0) {
    return nothing;
  }
  const across = (at: number) => left + ((right - left) * at) / seconds;
  const values = lines.map(({ figureOf }) => moments.map(figureOf));
  const scale = scaleFor(Math.max(...values.flat().map((value) => value ?? 0)));
  const up = (value: number) => bottom - ((bottom - top) * value) / scale.most;
  const drawn = lines.map((line, index) => {
    // Each stretch of time is drawn at its middle.
    const points = (values[index] ?? []).map((value, at): Point | null =>
      value === null ? null : [across((at + 0.5) * interval), up(value)],
    );
    const last = points.findLast((point) => point !== null);
    return { ...line, points: runsOf(points), end: last?.[1] ?? bottom };
  });
  const labels = spread(drawn.map(({ end }) => end));
  return html`<figure class="chart">
<figcaption><b>${title}</b> <span class="quiet">${summary}</span></figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}. ${summary}">
${renderSpan('warm-up', left, across(Math.min(warm_up, seconds)))}
${renderSpan('end', across(Math.min(warm_up + duration, seconds)), right)}
${scale.ticks.map((tick) => renderTick(up(tick), format(tick)))}
${timeTicks(seconds).map((at) => html`<text class="tick" x="${round(across(at))}" y="${bottom + 16}" text-anchor="middle">${at} s</text>`)}
${drawn.flatMap(({ className, points }) => points.map((run) => renderLine(className, run)))}
${drawn.map(({ name, className }, index) => html`<text class="name ${className}" x="${right + 8}" y="${round((labels[index] ?? 0) + 4)}">${name}</text>\n`)}</svg>
</figure>
`;
}

/** Marks a time that is not measured: the warm-up, and the end, when no turn begins any more. */
function renderSpan(name: string, from: number, to: number): Markup {
  return to - from < 1
    ? nothing
    : html`<rect class="unmeasured" x="${round(from)}" y="${top}" width="${round(to - from)}" height="${bottom - top}"></rect>
<text class="tick" x="${round(from + 4)}" y="${top + 12}">${name}</text>`;
}

function renderTick(y: number, label: string): Markup {
  return html`<line class="grid" x1="${left}" x2="${right}" y1="${round(y)}" y2="${round(y)}"></line><text class="tick" x="${left - 8}" y="${round(y + 4)}" text-anchor="end">${label}</text>\n`;
}

function renderLine(className: string, points: readonly Point[]): Markup {
  const [only] = points;
  return points.length === 1 && only
    ? html`<circle class="dot ${className}" cx="${round(only[0])}" cy="${round(only[1])}" r="3"></circle>\n`
    : html`<path class="line ${className}" d="${pathThrough(points)}"></path>\n`;
}

/** The unbroken parts of a line. */
function runsOf(points: readonly (Point | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point === null) {
      runs.push([]);
    } else {
      runs.at(-1)?.push(point);
    }
  }
  return runs.filter(({ length }) => length > 0);
}

function timeTicks(seconds: number): readonly number[] {
  return scaleFor(seconds).ticks.filter((at) => at <= seconds);
}

const labelHeight = 14;

/** Moves labels apart that would cover each other, in the order in which they stand. */
function spread(places: readonly number[]): readonly number[] {
  const order = places.map((_, index) => index).toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = [...places];
  let least = top;
  for (const index of order) {
    moved[index] = Math.max(moved[index] ?? 0, least);
    least = (moved[index] ?? 0) + labelHeight;
  }
  // What was moved below the axis pushes the others up again.
  let most = bottom;
  for (const index of order.toReversed()) {
    moved[index] = Math.min(moved[index] ?? 0, most);
    most = (moved[index] ?? 0) - labelHeight;
  }
  return moved;
}
