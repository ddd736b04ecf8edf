import { expect, test } from 'vitest';
import { assignUsers, summarizeGroups } from '../../../scripts/servers/lib/run-example.js';

function result(group: string, status: string, more: object = {}) {
  return {
    group_name: group,
    phase: 'test',
    step: 'test[0]',
    operation_name: 'GetObject',
    status,
    actual: null,
    mismatches: [],
    error_message: null,
    ...more,
  };
}

test('a group passes where each of its operations did', () => {
  const mismatches = [{ path: 'status_code', expected: 200, actual: 404 }];
  const results = [
    result('One', 'pass'),
    result('Two', 'pass'),
    result('One', 'pass'),
    result('Two', 'fail', { actual: { status_code: 404, error_code: 'NoSuchKey' }, mismatches }),
    result('Three', 'error', { error_message: 'socket hang up' }),
  ];
  expect(summarizeGroups('a.yaml', results)).toEqual([
    { example: 'a.yaml', group: 'One', passed: true, why: '' },
    {
      example: 'a.yaml',
      group: 'Two',
      passed: false,
      why: 'test test[0] GetObject (fail): answered 404 NoSuchKey; status_code: expected 200, got 404',
    },
    {
      example: 'a.yaml',
      group: 'Three',
      passed: false,
      why: 'test test[0] GetObject (error): socket hang up',
    },
  ]);
});

test('a group of which nothing ran has not passed', () => {
  expect(summarizeGroups('a.yaml', [result('One', 'skipped')])).toMatchObject([{ passed: false }]);
});

const main = { accessKey: 'a', secretKey: 'b' };
const alt = { accessKey: 'c', secretKey: 'd' };

test('the first credential is the owner’s, the others are somebody else’s, and nobody signs for the public', () => {
  const credentials = [
    { name: 'Full', kind: 'keys' },
    { name: 'Public', kind: 'anonymous' },
    { name: 'Reader', kind: 'keys' },
  ];
  const [full, reader] = [
    ['--credential', 'Full=a:b'],
    ['--credential', 'Reader=c:d'],
  ];
  expect(assignUsers(credentials, { main, alt })).toEqual([...full, ...reader]);
  expect(assignUsers(credentials, { main })).toEqual([...full, '--credential', 'Reader=a:b']);
});
