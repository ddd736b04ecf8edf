import { describe, expect, test } from 'vitest';
import { CredentialError } from '../../../src/runner/credentials.js';
import { addIdentities, formatIdentity, parseIdentity } from '../../../src/runner/identities.js';

describe('an identity of the command line', () => {
  test.each([
    ['a=canonical_id=9b0e', { name: 'a', canonical_id: '9b0e' }],
    [
      'a=arn=arn:aws:iam::123456789012:user/a,account_id=123456789012',
      { name: 'a', arn: 'arn:aws:iam::123456789012:user/a', account_id: '123456789012' },
    ],
    ['a=arn=arn:aws:iam::1:user/x=y,z@w', { name: 'a', arn: 'arn:aws:iam::1:user/x=y,z@w' }],
  ])('%s', (text, identity) => {
    expect(parseIdentity(text)).toEqual(identity);
    expect(parseIdentity(formatIdentity(identity))).toEqual(identity);
  });

  test.each([
    'a',
    'a=',
    '=arn=x',
    'a=x',
    'a=arn=',
    'a=arm=x',
    'a=arn=x,arn=y',
    'a=arn=x,canonical=y',
    'a=KEY:my-secret',
  ])('%s is none', (text) => {
    expect(() => parseIdentity(text)).toThrow(CredentialError);
    expect(() => parseIdentity(text)).toThrow(/^(?!.*my-secret).*arn=ARN,account_id=ID,canonical_id=ID/s);
  });
});

test('ids come over those of the configuration, and nothing else changes', () => {
  const credentials = [
    { name: 'main', access_key: 'k', secret_key: 's', arn: 'old', account_id: '1' },
    { name: 'alt', profile: 'p' },
  ];
  const identities = ['main=arn=new', 'alt=arn=alt', 'alt=canonical_id=c'].map(parseIdentity);
  expect(addIdentities(credentials, identities)).toEqual([
    { name: 'main', access_key: 'k', secret_key: 's', arn: 'new', account_id: '1' },
    { name: 'alt', profile: 'p', arn: 'alt', canonical_id: 'c' },
  ]);
  expect(addIdentities(credentials, [])).toEqual(credentials);
});

test('an identity of nobody changes nothing', () => {
  const credentials = [{ name: 'main' }, { name: 'alt' }];
  expect(addIdentities(credentials, [{ name: 'al', arn: 'x' }])).toEqual(credentials);
});
