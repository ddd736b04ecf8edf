import { expect, test } from 'vitest';
import { renderFindingText } from '../../../../src/consistency/counter-example/text.js';
import { get, operation, put } from '../../../support/histories/build.js';

test('a finding is drawn with a line for each client and a table of the times', () => {
  const operations = [
    { ...put(0, [100, 130], 1, { condition: { if_none_match: '*' } }), id: 1 },
    { ...put(3, [110, 150], 2, { condition: { if_none_match: '*' } }), id: 2 },
    { ...operation(0, 'delete', [160, 170], { outcome: 'unknown', status: null, code: 'ETIMEDOUT' }), id: 3 },
    { ...get(3, [180, 190], 1), id: 4 },
  ];
  const text = renderFindingText({ message: 'two won', bucket: 'bucket', key: 'key', operations });
  expect(text).toBe(`two won
  bucket/key

  client 0  [ put #1 if none → ok ]   [ delete → unknown (ETIMEDOUT) --…
  client 3    [ put #2 if none → ok ]   [ get → #1 ]

  call  return                        id  microseconds since the first call
     0      30  client 0  endpoint 0   1  put #1 if none → ok
    10      50  client 3  endpoint 0   2  put #2 if none → ok
    60      70  client 0  endpoint 0   3  delete → unknown (ETIMEDOUT)
    80      90  client 3  endpoint 0   4  get → #1
`);
});
