import { expect, test } from 'vitest';
import { assignUsers, summarizeParts } from '../../../../../scripts/servers/lib/run-example.js';

function result(group: string, status: string, more: object = {}) {
  return {
    group_name: group,
    case: null,
    phase: 'test',
    step: 'test[0]',
    operation_name: 'GetObject',
    status,
    actual: null,
    mismatches: [],
    error_message: null,
    skip_reason: null,
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
  expect(summarizeParts('a.yaml', results)).toEqual([
    { example: 'a.yaml', part: 'One', passed: true, why: '' },
    {
      example: 'a.yaml',
      part: 'Two',
      passed: false,
      why: 'test test[0] GetObject (fail): responded 404 NoSuchKey; status_code: expected 200, actual 404',
    },
    {
      example: 'a.yaml',
      part: 'Three',
      passed: false,
      why: 'test test[0] GetObject (error): socket hang up',
    },
  ]);
});

test('what was skipped has not passed', () => {
  const skipped = result('One', 'skipped', { skip_reason: 'nobody told the guest’s arn' });
  expect(summarizeParts('a.yaml', [result('One', 'pass'), skipped])).toMatchObject([
    { passed: false, why: 'test test[0] GetObject (skipped): nobody told the guest’s arn' },
  ]);
});

test('a case is a part of its own', () => {
  const results = [result('One', 'pass', { case: 'One/a' }), result('One', 'fail', { case: 'One/b' })];
  expect(summarizeParts('a.yaml', results)).toMatchObject([
    { part: 'One/a', passed: true },
    { part: 'One/b', passed: false },
  ]);
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
