import { expect, test } from 'vitest';
import { createShortener } from '../../../../src/runner/record/shorten-data.js';

test('what sound servers send is kept as it is', () => {
  const version = { Key: 'k'.repeat(1024), VersionId: 'v', Size: 1, IsLatest: true, Owner: { ID: 'o' } };
  const page = { IsTruncated: false, Versions: Array.from({ length: 1000 }, () => version), Prefix: null };
  expect(createShortener()(page)).toEqual(page);
});

test('a text that is far too long is left out whole', () => {
  expect(createShortener()({ a: 'x'.repeat(70_000), b: 'y' })).toEqual({
    a: '70000 characters left out',
    b: 'y',
  });
});

test('of a long list the first items are kept', () => {
  const list = createShortener()(Array.from({ length: 100_000 }, () => ({})));
  const kept = list.length - 1;
  expect(kept).toBeLessThan(40_000);
  expect(list.slice(0, 2)).toEqual([{}, {}]);
  expect(list.at(-1)).toBe(`${100_000 - kept} items left out`);
});

test('of many members the first are kept', () => {
  const record = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`m${index}`, 1]));
  const short: Readonly<Record<string, unknown>> = createShortener()(record);
  expect(short.m0).toBe(1);
  expect(short['(others)']).toBe(`${100_000 - Object.keys(short).length + 1} members left out`);
});

test('a run that has kept as much as it may keeps little of what comes then', () => {
  const shorten = createShortener();
  const many = Array.from({ length: 20_000 }, () => ({}));
  const lengths = Array.from({ length: 30 }, () => shorten(many).length);
  expect(lengths[0]).toBe(20_000);
  expect(lengths.at(-1)).toBeLessThan(100);
  expect(shorten({ a: 'short' })).toEqual({ a: 'short' });
});
