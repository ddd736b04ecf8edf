import { expect, test } from 'vitest';
import { exchangeOf } from '../../../../src/record/replay/exchange.js';
import { orderOf } from '../../../../src/record/replay/order.js';
import { recordingOf, type Told } from './lines.js';

function numbersOf(told: readonly Told[]): readonly (readonly number[])[] {
  const exchanges = recordingOf(told).lines.flatMap((line) => exchangeOf(line) ?? []);
  return orderOf(exchanges).map((layer) => layer.map(({ n }) => n));
}

const put = (key: string, at: number, took: number, more: Partial<Told> = {}): Told => ({
  operation: 'PutObject',
  key,
  at,
  took,
  sent: key,
  ...more,
});

test('what ran one after another stays so', () => {
  expect(numbersOf([put('a', 0, 5), put('b', 5, 5), put('c', 12, 5)])).toEqual([[1], [2], [3]]);
});

test('what overlapped runs side by side', () => {
  expect(numbersOf([put('a', 0, 10), put('b', 1, 10), put('c', 2, 10), put('d', 20, 1)])).toEqual([
    [1, 2, 3],
    [4],
  ]);
});

test('what was over before another began stays before it, also where a third one overlapped both', () => {
  expect(numbersOf([put('slow', 0, 100), put('a', 1, 5), put('b', 10, 5)])).toEqual([[1, 2], [3]]);
});

test('writes of one key never run side by side, parts of one upload do', () => {
  const part = (number: string): Told => ({
    operation: 'UploadPart',
    key: 'k',
    at: 0,
    took: 10,
    query: [
      ['partNumber', number],
      ['uploadId', 'u'],
    ],
  });
  expect(numbersOf([put('a', 0, 10), put('a', 1, 10)])).toEqual([[1], [2]]);
  expect(numbersOf([part('1'), part('2'), part('2')])).toEqual([[1, 2], [3]]);
});

test('the one that was refused comes after the one that won', () => {
  const loser = put('a', 0, 20, { status: 412 });
  const winner = put('a', 5, 30, { responseHeaders: [['etag', '"e"']] });
  expect(numbersOf([loser, winner])).toEqual([[2], [1]]);
});

test('a read comes after the write that it saw, and before the one that it did not', () => {
  const read = (etag: string): Told => ({
    operation: 'GetObject',
    key: 'a',
    at: 5,
    took: 5,
    responseHeaders: [['etag', etag]],
  });
  const write = put('a', 0, 50, { responseHeaders: [['etag', '"new"']] });
  expect(numbersOf([write, read('"new"')])).toEqual([[1], [2]]);
  expect(numbersOf([write, read('"old"')])).toEqual([[2], [1]]);
});

test('a listing does not run beside a write', () => {
  expect(numbersOf([put('a', 0, 10), { operation: 'ListObjectsV2', at: 1, took: 3 }])).toEqual([[1], [2]]);
});
