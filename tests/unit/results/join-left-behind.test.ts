import { expect, test } from 'vitest';
import { joinLeftBehind } from '../../../src/results/join-left-behind.js';

const left = (bucket: string) => ({ bucket, credential: 'main', reason: 'AccessDenied' });

test('what several results left behind stands together, in their order', () => {
  const all = [{ left_behind: [left('a'), left('b')] }, {}, { left_behind: [left('c')] }];
  expect(joinLeftBehind(all)).toEqual({ left_behind: [left('a'), left('b'), left('c')] });
});

test('where none left anything, nothing is said', () => {
  expect(joinLeftBehind([{}, {}])).toEqual({});
});
