import { expect, test } from 'vitest';
import { trendsOf } from '../../../src/comparison/trend.js';
import { found } from '../conformance/baseline/judged-cases.js';
import { failed, fileOf, passed } from './compared.js';

const tagging = { feature: 'tagging' };

test('runs are in the order of their time, a server at a time, and a feature has the runs that know it', () => {
  const trends = trendsOf([
    fileOf('late', [passed('a', tagging), passed('b'), found('c', 'skipped')], {
      server: 'S',
      start_time: '2026-11-03T00:00:00Z',
    }),
    fileOf('early', [failed('b')], { server: 'S', start_time: '2026-11-01T00:00:00Z' }),
    fileOf('other', [passed('a')], { server: 'T', start_time: '2026-11-02T00:00:00Z' }),
  ]);
  const brief = trends.map(({ server, whole, features }) => ({
    server,
    whole: whole.map(({ file, passed: works, judged }) => `${file} ${works}/${judged}`),
    features: features.map(({ feature, points }) => [feature, ...points.map(({ file }) => file)]),
  }));
  expect(brief).toEqual([
    { server: 'S', whole: ['early.json 0/1', 'late.json 2/2'], features: [['tagging', 'late.json']] },
    { server: 'T', whole: ['other.json 1/1'], features: [] },
  ]);
});
