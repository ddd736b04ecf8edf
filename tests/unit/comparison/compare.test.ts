import { describe, expect, test } from 'vitest';
import { compareResults } from '../../../src/comparison/compare.js';
import { found } from '../conformance/baseline/judged-cases.js';
import { compared, failed, fileOf, passed } from './compared.js';

describe('several results side by side', () => {
  const { rows, columns, left_out } = compared([
    fileOf('one', [passed('a/x'), passed('a/y'), failed('a/z'), passed('b/w', { exact: false })]),
    fileOf('two', [failed('a/x'), passed('a/y'), failed('a/z'), found('b/w', 'skipped')]),
    fileOf('three', [passed('a/x'), passed('a/y'), failed('a/z')]),
  ]);

  test('each case has a cell for each file, also where a file does not have it', () => {
    expect(rows.map(({ id, cells }) => [id, ...cells.map(({ outcome }) => outcome)])).toEqual([
      ['a/x', 'pass', 'fail', 'pass'],
      ['a/y', 'pass', 'pass', 'pass'],
      ['a/z', 'fail', 'fail', 'fail'],
      ['b/w', 'tolerated', 'skipped', 'absent'],
    ]);
    expect(left_out).toEqual([0, 0, 0]);
  });

  test('different is what works here and not there; alone is where only one fails', () => {
    expect(rows.map(({ is_different, fails_only_in }) => [is_different, fails_only_in])).toEqual([
      [true, 1],
      [false, null],
      [false, null],
      [false, null],
    ]);
  });

  test('a cell that did not pass has its kind and its reason', () => {
    expect(rows[0]?.cells[1]?.reason).toBe('wrongly-accepted: expected 412, actual 200');
    expect(rows[0]?.cells[0]?.reason).toBeNull();
  });

  test('a column is called by its file, or by the whole path where two files are called alike', () => {
    expect(columns.map(({ label }) => label)).toEqual(['one', 'two', 'three']);
    const twins = compared([
      fileOf('old/minio', [passed('a')], { server: 'MinIO/1' }),
      fileOf('new/minio', [passed('a')], { server: 'MinIO/1' }),
    ]);
    expect(twins.columns.map(({ label }) => label)).toEqual(['old/minio.json', 'new/minio.json']);
  });
});

describe('what cannot be compared', () => {
  test('different suites are refused, and each file is named with its own', () => {
    const list = [fileOf('one', [passed('a')]), fileOf('two', [passed('a')], { suite: '1.1.0' })];
    expect(compareResults(list)).toEqual({
      problem: {
        message: 'results of different suites: one.json is of suite 1.0.0, two.json is of suite 1.1.0',
        hint: '--different-suites compares the cases that all of them have',
      },
    });
  });

  test('where that is allowed, only common cases are compared, and the rest is counted', () => {
    const list = [
      fileOf('one', [passed('a'), passed('b'), passed('c')]),
      fileOf('two', [passed('a'), passed('d')], { suite: '1.1.0' }),
    ];
    const { rows, left_out } = compared(list, { differentSuites: true });
    expect([rows.map(({ id }) => id), left_out]).toEqual([['a'], [2, 1]]);
  });

  test('results without a common case', () => {
    const list = [fileOf('one', [passed('a')]), fileOf('two', [passed('b')], { suite: '1.1.0' })];
    expect(compareResults(list, { differentSuites: true })).toHaveProperty(
      'problem.message',
      'the results have no case in common',
    );
  });

  test('a run that did not come to its end says so', () => {
    const { columns } = compared([
      fileOf('one', [passed('a')], { interrupted: true }),
      fileOf('two', [passed('a')]),
    ]);
    expect(columns.map(({ is_whole }) => is_whole)).toEqual([false, true]);
  });
});
