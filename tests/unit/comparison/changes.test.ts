import { expect, test } from 'vitest';
import { changesBetween } from '../../../src/comparison/changes.js';
import { found } from '../conformance/baseline/judged-cases.js';
import { compared, failed, fileOf, passed } from './compared.js';

const comparison = compared([
  fileOf('old', [
    passed('works'),
    passed('breaks'),
    failed('mended'),
    failed('fails'),
    passed('less-exact'),
    passed('gone'),
    found('judged-at-last', 'skipped'),
    found('never', 'skipped'),
  ]),
  fileOf('new', [
    passed('works'),
    failed('breaks'),
    passed('mended', { exact: false }),
    failed('fails'),
    passed('less-exact', { exact: false }),
    failed('judged-at-last'),
    found('never', 'blocked'),
    passed('added'),
  ]),
]);

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

test('each case is in one group, by what it was and what it is', () => {
  const changes = changesBetween(comparison, 0, 1);
  expect({
    regressed: idsOf(changes.regressed),
    fixed: idsOf(changes.fixed),
    exactness: idsOf(changes.exactness),
    new: idsOf(changes.new),
    gone: idsOf(changes.gone),
    rest: [changes.still_failing, changes.unchanged],
  }).toEqual({
    regressed: ['breaks'],
    fixed: ['mended'],
    exactness: ['less-exact'],
    new: ['judged-at-last', 'never', 'added'],
    gone: ['gone'],
    rest: [1, 1],
  });
});

test('a result against itself has no changes', () => {
  const { regressed, fixed, new: added, gone, exactness } = changesBetween(comparison, 1, 1);
  expect([regressed, fixed, added, gone, exactness].flat()).toEqual([]);
});

test('a column that is not there is a mistake of the caller', () => {
  expect(() => changesBetween(comparison, 0, 2)).toThrow(RangeError);
});
