import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateFiles } from '../../../src/app/index.js';
import type { TargetOptions } from '../../../src/app/target-options.js';
import { makeReader } from '../../support/memory-reader.js';
import { repository } from '../../support/repository.js';

const scenario = `
config:
  credentials: [{ name: Owner, access_key: a, secret_key: b }]
test_cases:
  groups:
    - name: G
      credential: Owner
      variables: { bucket: "\${S3TESTER_BUCKET}" }
      test: [{ operation: HeadBucket, parameters: { bucket: "\${bucket}" } }]
`;

const keys = { access_key: 'k', secret_key: 's' };

async function warningsOf(options: TargetOptions, text = scenario): Promise<readonly string[]> {
  const reader = makeReader({ 'a.yaml': text });
  const environment = { S3TESTER_BUCKET: 'b', ...options.environment };
  const found = await validateFiles(['a.yaml'], { ...options, environment, reader, strict: true });
  return found.map(({ severity, message, hint }) => `${severity}: ${message}${hint ? ` (${hint})` : ''}`);
}

describe('a name that nothing uses is a warning, with the nearest that something does:', () => {
  test.each<readonly [what: string, options: TargetOptions, told: string]>([
    [
      'a credential in another case',
      { credentials: [{ name: 'owner', ...keys }] },
      'warning: nothing uses the credential "owner" that was given (did you mean "Owner"?)',
    ],
    [
      'a credential of another name',
      { credentials: [{ name: 'main', ...keys }] },
      'warning: nothing uses the credential "main" that was given',
    ],
    [
      'the variable of a credential',
      { environment: { S3TESTER_CREDENTIAL_OWNR: 'k:s' } },
      'warning: nothing uses the credential of the environment variable S3TESTER_CREDENTIAL_OWNR (did you mean "S3TESTER_CREDENTIAL_OWNER"?)',
    ],
    [
      'the variable of a setting',
      { environment: { S3TESTER_TIMOUT: '3' } },
      'warning: nothing reads the environment variable S3TESTER_TIMOUT (did you mean "S3TESTER_TIMEOUT"?)',
    ],
    [
      'a variable that is near none',
      { environment: { S3TESTER_COLOUR_OF_MY_CAR: 'red' } },
      'warning: nothing reads the environment variable S3TESTER_COLOUR_OF_MY_CAR',
    ],
    [
      'an identity',
      { identities: [{ name: 'Ownre', arn: 'x' }] },
      'warning: there is no credential "Ownre" to have the identity that was given (did you mean "Owner"?)',
    ],
  ])('%s', async (_, options, told) => {
    expect(await warningsOf(options)).toEqual([told]);
  });
});

describe('what is used is not told:', () => {
  const using = (step: string) => scenario.replace('test: [', `test: [${step}, `);
  test.each<readonly [what: string, text: string]>([
    ['as the credential of a step', using('{ operation: ListBuckets, credential: other }')],
    [
      'by a reference',
      using('{ operation: HeadBucket, parameters: { bucket: "${credentials.other.arn}" } }'),
    ],
    [
      'by a name that only the run can tell',
      using('{ operation: ListBuckets, for_each: [Owner, other], credential: "${item}" }'),
    ],
    [
      'as the one to fall back on',
      scenario.replace(/config:\n.*\n/, '').replace('      credential: Owner\n', ''),
    ],
  ])('%s', async (_, text) => {
    expect(await warningsOf({ credentials: [{ name: 'other', ...keys }] }, text)).toEqual([]);
  });

  test('by the variable, or the identity, of a credential that the file has', async () => {
    const environment = { S3TESTER_CREDENTIAL_OWNER: 'k:s' };
    expect(await warningsOf({ environment, identities: [{ name: 'Owner', arn: 'x' }] })).toEqual([]);
  });
});

test('every variable that the documentation names is read', async () => {
  const documentation = await readFile(path.join(repository, 'docs/configuration.md'), 'utf8');
  const named = documentation.match(/`S3TESTER_[A-Z_]+[A-Z]`/g) ?? [];
  expect(named).toContain('`S3TESTER_SIGN_PASSPHRASE`');
  const environment = Object.fromEntries(named.map((name) => [name.slice(1, -1), '1']));
  const told = await warningsOf({ environment });
  expect(told.filter((text) => text.includes('nothing reads'))).toEqual([]);
});
