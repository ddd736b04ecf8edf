import { type Pieces, sizeOf } from './body-pieces.js';
import type { Exchange } from './exchange.js';
import type { FormerObject } from './stored.js';
import { literal } from './template.js';

/** Shorter lists of objects are written one by one. */
const fewest = 20;
const numbered = /^(.*?)(\d+)(\D*)$/s;

/**
 * Objects whose keys count upwards, as one entry of the language instead of hundreds; undefined where they are other ones, or
 * where a request of the recording names one of them, so that it matters which bytes it has.
 */
export function numberedObjects(objects: readonly FormerObject[], exchanges: readonly Exchange[]): unknown {
  const [first] = objects;
  const [, before = '', digits = '', after = ''] = numbered.exec(first?.key ?? '') ?? [];
  if (first === undefined || objects.length < fewest || digits === '') {
    return undefined;
  }
  const start = Number(digits);
  const width = digits.length;
  const size = sizeOf(first.body);
  const isRun = objects.every(
    ({ key, body }, index) =>
      key === `${before}${String(start + index).padStart(width, '0')}${after}` && sizeOf(body) === size,
  );
  const keys = new Set(objects.map(({ key }) => key));
  if (!isRun || exchanges.some(({ key }) => key !== null && keys.has(key))) {
    return undefined;
  }
  const number = digits.startsWith('0') ? `\${item|pad:${width}}` : '${item}';
  return {
    $for: `\${${start}..${start + objects.length - 1}}`,
    value: {
      key: `${literal(before)}${number}${literal(after)}`,
      body: size === 0 ? '' : { size, seed: seedOf(first.body) },
    },
  };
}

function seedOf([piece]: Pieces): number {
  return piece?.seed ?? 1;
}
