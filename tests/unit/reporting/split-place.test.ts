import { expect, test } from 'vitest';
import { splitPlace } from '../../../src/reporting/split-place.js';

test.each([
  ['suite/a.yaml:12', { file: 'suite/a.yaml', line: 12 }],
  ['C:\\a b.yaml:3', { file: 'C:\\a b.yaml', line: 3 }],
  ['a:1:2', { file: 'a:1', line: 2 }],
  ['a.yaml', null],
  [':4', null],
  ['a.yaml:99999999999', null],
  [undefined, null],
])('%s', (place, found) => {
  expect(splitPlace(place)).toEqual(found);
});
