import { expect, test } from 'vitest';
import { checkNoPhantoms, checkWholeBodies } from '../../../../src/consistency/checkers/bodies.js';
import { get, keyHistory, put } from '../../../support/histories/build.js';

const first = put(0, [0, 1], 1, { version_id: 'v1' });
const second = put(0, [2, 3], 2);

test('whole bodies are ok, also of one range or one version, and absence', () => {
  const operations = [
    get(1, [0, 0], null),
    first,
    second,
    get(1, [4, 5], 2),
    get(1, [4, 5], 2, { range: [10, 20] }),
    get(1, [4, 5], 1, { of_version: 'v1' }),
  ];
  expect(checkWholeBodies(keyHistory(operations))).toEqual({ operations: 4, findings: [] });
  expect(checkNoPhantoms(keyHistory(operations))).toEqual({ operations: 4, findings: [] });
});

test.each([
  [
    'a mix',
    {
      read: {
        value: 1,
        mixed: [
          { from: 0, to: 5, value: 1 },
          { from: 5, to: 9, value: 2 },
        ],
      },
    },
    'a body is a mix of several writes',
  ],
  [
    'a mix in a range',
    {
      range: [3, 8] as const,
      read: {
        value: 1,
        mixed: [
          { from: 3, to: 5, value: 1 },
          { from: 5, to: 9, value: 2 },
        ],
      },
    },
    'a body is a mix of several writes',
  ],
  [
    'metadata of another',
    { read: { value: 1, metadata_value: 2 } },
    'a response has the body of one write and the metadata of another',
  ],
  [
    'the ETag of another',
    { read: { value: 1, etag: '"2"' } },
    'a response has the body of one write and the ETag of another',
  ],
  [
    'a version of another',
    { of_version: 'v1', read: { value: 2 } },
    'a version has another body than was written with it',
  ],
])('violated: %s', (_name, more, message) => {
  const reading = get(1, [4, 5], 1, more);
  expect(checkWholeBodies(keyHistory([first, second, reading])).findings).toMatchObject([
    { message, operations: [first, second, reading] },
  ]);
});

test('a body that was cut off is found', () => {
  const reading = get(1, [4, 5], 1, { read: { value: 1, mixed: [{ from: 0, to: 5, value: 1 }] } });
  expect(checkWholeBodies(keyHistory([first, second, reading])).findings).toMatchObject([
    { message: 'a body is not the whole of what was written', operations: [first, reading] },
  ]);
});

test('what nobody wrote, or was refused, is not read', () => {
  const refused = put(0, [4, 5], 3, { outcome: 'refused', status: 412 });
  const ofRefused = get(1, [6, 7], 3);
  const ofNobody = get(1, [8, 9], 77);
  expect(checkNoPhantoms(keyHistory([first, refused, ofRefused, ofNobody])).findings).toMatchObject([
    { message: 'a write that was refused has been read', operations: [refused, ofRefused] },
    { message: 'an object has been read that nobody wrote', operations: [ofNobody] },
  ]);
});
