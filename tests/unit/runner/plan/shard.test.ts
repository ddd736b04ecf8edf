import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDealtTo, parseShard, shareOf } from '../../../../src/runner/plan/shard.js';

const shardsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
const counts = fc.integer({ min: 1, max: 50 });

test.each(['0/2', '3/2', '1', 'a/b', '1/0', '1/2/3', '1/99999999999999999999', '-1/2', ' 1/2'])(
  '%s is no shard',
  (text) => {
    expect(parseShard(text)).toBeUndefined();
  },
);

test('what is dealt goes to one shard, and none has two more than another', () => {
  fc.assert(
    fc.property(counts, fc.nat(200), (count, total) => {
      const places = Array.from({ length: total }, (_, place) => place);
      const hands = shardsOf(count).map((shard) => places.filter((place) => isDealtTo(shard, place)));
      expect(hands.flat().sort((a, b) => a - b)).toEqual(places);
      const sizes = hands.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('the shares of a number are the number, and no two differ by more than one', () => {
  fc.assert(
    fc.property(counts, fc.nat(10_000), (count, total) => {
      const shares = shardsOf(count).map((shard) => shareOf(shard, total));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
  );
});
