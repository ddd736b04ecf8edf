/** The scale of an axis: from 0 to a round number that nothing exceeds, with a few round steps. */
export interface Scale {
  readonly most: number;
  readonly ticks: readonly number[];
}

/** A scale for figures up to this one. */
export function scaleFor(largest: number): Scale {
  if (!(largest > 0)) {
    return { most: 1, ticks: [0, 1] };
  }
  const rough = largest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const steps = Math.ceil(largest / step - 1e-9);
  const ticks = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(6)));
  return { most: ticks.at(-1) ?? 1, ticks };
}

/** A place in a drawing, whose y grows downwards. */
export type Point = readonly [x: number, y: number];

/** The commands of an SVG path through these points. */
export function pathThrough(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** A coordinate, as short as it can be written. */
export function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}
