import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram, HistogramError } from '../../../src/lib/histogram.js';

function recorded(times: readonly number[]): Histogram {
  const histogram = Histogram.make();
  for (const time of times) {
    histogram.record(time);
  }
  return histogram;
}

test('nothing recorded is 0 throughout', () => {
  const empty = Histogram.make();
  expect([empty.count, empty.min, empty.mean, empty.max, empty.percentile(99)]).toEqual([0, 0, 0, 0, 0]);
  expect(Histogram.decode(empty.encode()).count).toBe(0);
});

test('a thousand times of one to a thousand milliseconds have the percentiles that one expects', () => {
  const histogram = recorded(Array.from({ length: 1000 }, (_, index) => (index + 1) / 1000));
  expect(histogram.count).toBe(1000);
  expect(histogram.min).toBe(0.001);
  expect(histogram.max).toBe(1);
  expect(histogram.mean).toBeCloseTo(0.5005, 12);
  for (const [percent, seconds] of [
    [50, 0.5],
    [90, 0.9],
    [99, 0.99],
    [99.9, 0.999],
    [100, 1],
  ] as const) {
    expect(Math.abs(histogram.percentile(percent) - seconds)).toBeLessThanOrEqual(seconds / 1000 + 1e-6);
  }
});

// Up to a day; whatever the order in which they come.
const times = fc.array(fc.double({ min: 0, max: 86_400, noNaN: true }), { minLength: 1, maxLength: 200 });

test('every percentile is right to a thousandth, for any times', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 1000 }), (list, permille) => {
      const sorted = list.toSorted((a, b) => a - b);
      const rank = Math.max(1, Math.ceil((permille * list.length) / 1000));
      const exact = sorted[rank - 1] ?? 0;
      const found = recorded(list).percentile(permille / 10);
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 1000 + 2e-6);
    }),
  );
});

test('merged histograms are that of all times together, also after they were written and read', () => {
  fc.assert(
    fc.property(times, times, (some, others) => {
      const merged = recorded(some);
      const second = recorded(others);
      merged.merge(Histogram.decode(second.encode(), second));
      const whole = recorded([...some, ...others]);
      expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
      expect(merged.mean).toBeCloseTo(whole.mean, 6);
      for (const percent of [0, 50, 90, 99.9, 100]) {
        expect(merged.percentile(percent)).toBe(whole.percentile(percent));
      }
    }),
  );
});

test('a time over a day counts as a day among percentiles, and is the longest as it was', () => {
  const histogram = recorded([1, 1e6]);
  expect(histogram.max).toBe(1e6);
  expect(histogram.percentile(100)).toBeGreaterThan(86_300);
  expect(histogram.count).toBe(2);
});

/** A histogram as text, of which the counts are these bytes. */
function written(counts: readonly number[], length = counts.length): string {
  const inner = Buffer.alloc(40 + counts.length);
  inner.writeUInt32BE(0x1c849313, 0);
  inner.writeInt32BE(length, 4);
  inner.writeInt32BE(3, 12);
  inner.writeBigInt64BE(1n, 16);
  inner.writeBigInt64BE(86_400_000_000n, 24);
  inner.set(counts, 40);
  const compressed = deflateSync(inner);
  const outer = Buffer.alloc(8);
  outer.writeUInt32BE(0x1c849314, 0);
  outer.writeInt32BE(compressed.length, 4);
  return Buffer.concat([outer, compressed]).toString('base64');
}

test('what is written by hand is read, if its numbers are right', () => {
  expect(Histogram.decode(written([2, 4])).count).toBe(3);
});

/** 70,000 empty slots, a few more than a day has. */
const tooManySlots = [0xdf, 0xc5, 0x08];

test.each([
  '',
  written(tooManySlots),
  written([2, 4], 3),
  written([...Array.from({ length: 2_000_000 }, () => 0)]),
  'no base64 at all!',
  Buffer.from('not a histogram, only text').toString('base64'),
  Histogram.make().encode().slice(0, 20),
])('%j is refused as no histogram', (text) => {
  expect(() => Histogram.decode(text)).toThrow(HistogramError);
});
