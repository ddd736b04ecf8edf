import { describe, expect, test } from 'vitest';
import {
  CredentialError,
  defaultCredential,
  gatherCredentials,
  parseCredential,
  resolveCredentials,
} from '../../../src/runner/credentials.js';

describe('a credential of the command line', () => {
  test.each([
    ['a=KEY:SECRET', { name: 'a', access_key: 'KEY', secret_key: 'SECRET' }],
    ['a=KEY:SE=CR/ET+', { name: 'a', access_key: 'KEY', secret_key: 'SE=CR/ET+' }],
    ['a=KEY:SECRET:TO:KEN', { name: 'a', access_key: 'KEY', secret_key: 'SECRET', session_token: 'TO:KEN' }],
    ['a=@staging', { name: 'a', profile: 'staging' }],
    ['a={"access_key":"t:u","secret_key":"s:t"}', { name: 'a', access_key: 't:u', secret_key: 's:t' }],
    [
      'a={"secret_key":"s","access_key":"k","session_token":"t"}',
      { name: 'a', access_key: 'k', secret_key: 's', session_token: 't' },
    ],
  ])('%s', (text, entry) => {
    expect(parseCredential(text)).toEqual(entry);
  });

  test.each([
    ...['a', 'a=', '=KEY:Zq9', 'a=KEY', 'a=:Zq9', 'a=KEY:', 'a=@', 'KEY:Zq9==', 'Zq9==', 'KEY:Zq=9:TOKEN'],
    ...['a={', 'a={}', 'a=[]', 'a={"access_key":"k"}', 'a={"access_key":"k","secret_key":9}', 'a={"Zq9'],
    'a={"access_key":"k","secret_key":"s","secret":"Zq9"}',
    'a=k Zq9:s',
  ])('%s is none, and its secret is not repeated', (text) => {
    expect(() => parseCredential(text)).toThrow(CredentialError);
    expect(() => parseCredential(text)).toThrow(/^(?!.*Zq)/s);
  });

  test('that is none is told without what may be its secret', () => {
    expect(() => parseCredential('a=:my-secret')).toThrow(/^(?!.*my-secret)/s);
  });
});

test('a variable that holds none is named', () => {
  expect(() => gatherCredentials([], [], { S3TESTER_CREDENTIAL_MAIN: 'my-secret' })).toThrow(
    /^the environment variable S3TESTER_CREDENTIAL_MAIN is written KEY:SECRET(?!.*my-secret)/,
  );
});

describe('all credentials of a run', () => {
  const configured = [
    { name: 'main', profile: 'p', arn: 'arn:main' },
    { name: 'Read-Only', access_key: 'f', secret_key: 'f' },
  ];

  test('keep the order of the configuration; keys replace a profile, and facts stay', () => {
    const flags = [{ name: 'main', access_key: 'k', secret_key: 's' }];
    const environment = { S3TESTER_CREDENTIAL_READ_ONLY: 'v:v', S3TESTER_CREDENTIAL_NEW: 'n:n' };
    expect(gatherCredentials(configured, flags, environment)).toEqual([
      { name: 'main', access_key: 'k', secret_key: 's', arn: 'arn:main' },
      { name: 'Read-Only', access_key: 'v', secret_key: 'v' },
      { name: 'new', access_key: 'n', secret_key: 'n' },
    ]);
  });

  test('are those of AWS_* only where there is no other', () => {
    const environment = {
      AWS_ACCESS_KEY_ID: 'k',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
      AWS_PROFILE: 'p',
    };
    expect(gatherCredentials([], [], environment)).toEqual([
      { name: 'default', access_key: 'k', secret_key: 's', session_token: 't' },
    ]);
    expect(gatherCredentials([], [], { AWS_PROFILE: 'p' })).toEqual([{ name: 'default', profile: 'p' }]);
    expect(gatherCredentials(configured, [], environment)).toEqual(configured);
  });
});

test.each([
  [['a', 'main'], 'main'],
  [['a', 'b'], 'a'],
])('of %s, a group that names none signs as %s', (names, expected) => {
  expect(defaultCredential(names.map((name) => ({ name })))).toBe(expected);
});

describe('keys are looked up', () => {
  test('in profiles, and nobody signs anonymous requests', async () => {
    const resolved = await resolveCredentials(
      [
        { name: 'p', profile: 'staging' },
        { name: 'k', access_key: 'a', secret_key: 's', session_token: '' },
        { name: 'n', anonymous: true },
      ],
      async (profile) => ({ accessKey: `key of ${profile}`, secretKey: 'secret' }),
    );
    expect([...resolved.values()]).toEqual([
      { kind: 'keys', name: 'p', accessKey: 'key of staging', secretKey: 'secret' },
      { kind: 'keys', name: 'k', accessKey: 'a', secretKey: 's' },
      { kind: 'anonymous', name: 'n' },
    ]);
  });

  test('and what is missing is told with the name of the credential', async () => {
    const fail = async () => {
      throw new Error('there is no AWS profile "x"');
    };
    await expect(resolveCredentials([{ name: 'p', profile: 'x' }], fail)).rejects.toThrow(
      new CredentialError('the credential "p": there is no AWS profile "x"'),
    );
    await expect(resolveCredentials([{ name: 'k', access_key: 'a' }], fail)).rejects.toThrow('"k"');
    await expect(
      resolveCredentials([{ name: 'b', access_key: 'a Zq9', secret_key: 's' }], fail),
    ).rejects.toThrow(/^the access_key of the credential "b" has a blank(?!.*Zq9)/);
  });
});
