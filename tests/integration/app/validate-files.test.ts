import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateFiles } from '../../../src/app/index.js';
import { renderDiagnostic } from '../../../src/config/index.js';
import { makeFolder } from '../../support/make-folder.js';

const nothing = { AWS_CONFIG_FILE: '/no-such-file', AWS_SHARED_CREDENTIALS_FILE: '/no-such-file' };

async function validateText(text: string, options: { strict?: boolean; region?: string } = {}) {
  const folder = await makeFolder({ 'a.yaml': text });
  return validateFiles([path.join(folder, 'a.yaml')], { environment: nothing, ...options });
}

const groups = 'test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets } ] } ] }\n';

test('a file without a mistake has no diagnostics', async () => {
  expect(await validateText(groups, { strict: true })).toEqual([]);
});

test('every mistake is told with its place, in the order of the text', async () => {
  const diagnostics = await validateText(`region: x\n${groups.replace('ListBuckets', 'ListBukets')}`);
  expect(diagnostics.map(({ at }) => at?.start)).toEqual([0, expect.any(Number)]);
  expect(renderDiagnostic(diagnostics[1] ?? expect.fail())).toMatch(/a\.yaml:2:.*\n[\s\S]*ListBukets/);
});

test('what nothing uses, and a profile without keys, are told where it is strict', async () => {
  const text = `config: { credentials: [ { name: main, profile: none-such } ] }\nvariables: { unused: 1 }\n${groups}`;
  expect(await validateText(text)).toEqual([]);
  expect((await validateText(text, { strict: true })).map(({ code }) => code)).toEqual(['unused', 'profile']);
});

test('options that cannot be are a diagnostic as well', async () => {
  const folder = await makeFolder({ 'a.yaml': groups });
  const found = await validateFiles([path.join(folder, 'a.yaml')], { endpointUrl: 'x', environment: {} });
  expect(found).toMatchObject([{ code: 'usage', severity: 'error' }]);
});

describe('what can never be right, or is most likely a slip, is told with its place:', () => {
  const step = (expected: string) =>
    `test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets, expected_result: ${expected} } ] } ] }\n`;
  const credential = (keys: string) => `config: { credentials: [ { name: main, ${keys} } ] }\n${groups}`;
  const twoGroups = groups.replace(' ] }\n', ', { name: G, test: [ { operation: ListBuckets } ] } ] }\n');

  test.each<readonly [text: string, told: string, place: string]>([
    [
      step('{ success: true, error_code: AccessDenied }'),
      'error: success: true stands beside an error code',
      'error_code',
    ],
    [
      step('{ success: true, error: { Code: X } }'),
      'error: success: true stands beside an error document',
      'error:',
    ],
    [
      step('{ success: true, status_code: [403, 404] }'),
      'error: success: true stands beside statuses of 300',
      'status_code',
    ],
    [
      step('{ any_of: [ { success: true, error_code: NoSuchKey }, { success: true } ] }'),
      'error: success: true stands beside',
      'error_code',
    ],
    [step('{ error_code: NoSuchBukket }'), 'warning: S3 has no error code "NoSuchBukket"', 'error_code'],
    [step('{ error_code: [NoSuchKey, Nonsense] }'), 'warning: S3 has no error code "Nonsense"', 'Nonsense'],
    [
      step('{ any_of: [ { error_code: AcessDenied }, { success: true } ] }'),
      'warning: S3 has no error code',
      'error_code',
    ],
    [`config: { region: "US_EAST 1" }\n${groups}`, 'error: expected the name of a region', '"US_EAST 1"'],
    [`config: { region: "" }\n${groups}`, 'error: expected the name of a region', '""'],
    [`config: { region: us-east-1/s3 }\n${groups}`, 'error: expected the name of a region', 'us-east-1/s3'],
    [
      credential("access_key: '', secret_key: x"),
      'error: the access_key of the credential "main" is empty',
      "''",
    ],
    [
      credential("access_key: x, secret_key: ''"),
      'error: the secret_key of the credential "main" is empty',
      "''",
    ],
    [
      credential('access_key: x, secret_key: "${NONE:-}"'),
      'warning: the secret_key of the credential "main" is empty',
      '"${NONE',
    ],
    [
      groups.replace('ListBuckets', 'GetObject, parameters: { bucket: b, key: "" }'),
      'warning: key is empty: the request is then none of GetObject',
      'key: ""',
    ],
    [twoGroups, 'warning: there are two groups "G"', 'G, test: [ { operation: ListBuckets } ] } ] }'],
  ])('%s', async (text, told, place) => {
    const [found = expect.fail(), ...more] = await validateText(text);
    expect(more).toEqual([]);
    expect(`${found.severity}: ${found.message}`).toContain(told);
    expect(found.at?.file.text.slice(found.at.start).startsWith(place)).toBe(true);
  });

  test('the nearest error code is suggested', async () => {
    expect(await validateText(step('{ error_code: NoSuchKy }'))).toMatchObject([
      { hint: 'did you mean "NoSuchKey"?' },
    ]);
  });

  test('an empty key of a variable is an error where the run must be possible', async () => {
    const text = credential('access_key: x, secret_key: "${NONE:-}"');
    expect(await validateText(text, { strict: true })).toMatchObject([
      { code: 'empty-key', severity: 'error' },
    ]);
  });

  test.each([
    [
      'name: main, access_key: AK scret_key=Zq9aaaa, secret_key: x',
      'the access_key of the credential "main" has a blank',
    ],
    [
      'name: main, access_key: AK\n  scret_key=Zq9aaaa, secret_key: x',
      'the access_key of the credential "main" has a blank',
    ],
    [
      'name: main\n  scret_key=Zq9aaaa, access_key: AK, secret_key: x',
      'the name of a credential goes on where the next field should begin',
    ],
    [
      'name: main scret_key=Zq9aaaa, access_key: AK, secret_key: x',
      'the name of a credential goes on where the next field should begin',
    ],
    [
      'name: main, profile: p\n  scret_key=Zq9aaaa',
      'the profile of a credential goes on where the next field should begin',
    ],
  ])('a field that took in the next one, which may be a secret: %j', async (fields, told) => {
    const found = await validateText(`config: { credentials: [ { ${fields} } ] }\n${groups}`);
    expect(found.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      expect.stringContaining(`error: ${told}`),
    ]);
    expect(found.map(renderDiagnostic).join('')).not.toContain('Zq9aaaa');
  });

  test('a region of the command line, too', async () => {
    expect(await validateText(groups, { region: 'US_EAST 1' })).toMatchObject([
      { code: 'usage', message: 'the region "US_EAST 1" of --region is none: write it as us-east-1' },
    ]);
  });
});

describe('a negative test can still be written:', () => {
  test.each([
    '{ status_code: 200, error_code: InternalError }',
    '{ success: true, error: { $exists: false } }',
    '{ success: true, status_code: [200, 404] }',
    '{ success: false, status_code: 301 }',
    '{ error_code: "404" }',
    '{ error_code: "${NONE:-AccessDenied}" }',
    '{ any_of: [ { success: true }, { error_code: NoSuchKey } ] }',
  ])('%s', async (expected) => {
    const text = `test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets, expected_result: ${expected} } ] } ] }\n`;
    expect(await validateText(text, { strict: true })).toEqual([]);
  });

  test.each(['default', 'garage', 'fr-par', 'eu_west_1', 'US', '1'])('the region %s', async (region) => {
    expect(await validateText(`config: { region: ${region} }\n${groups}`, { strict: true })).toEqual([]);
  });
});

test('a negation that takes too little is told with its parentheses', async () => {
  const text = groups.replace(
    'ListBuckets }',
    'ListBuckets, save: { target: "Buckets[0]" } }, { operation: ListBuckets, if: "!target.x && `true`" }',
  );
  expect(await validateText(text)).toMatchObject([
    { code: 'unknown-output', hint: expect.stringContaining('write !(target.x) && `true`') },
  ]);
});
