import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { Authentication } from '../../../../../src/server/domain/auth/authenticate.js';
import { Users } from '../../../../../src/server/domain/auth/users.js';
import { authenticateVersion2 } from '../../../../../src/server/domain/auth/version2.js';
import { activateFaults } from '../../../../../src/server/domain/faults/active-faults.js';
import { readIncoming } from '../../../../../src/server/ground/http/incoming.js';
import {
  presigned,
  signedParameters,
  signedQueries,
  signedRequest,
  unsignedParameters,
} from '../../../../../tests/support/botocore-signatures.js';

const { path, date, accessKey, secretKey } = signedRequest;

test.each(signedParameters)('the parameter %s is expected to be signed', (name, signature) => {
  expect(verifyHeader(`${name}=a%20b%2F1`, signature).user?.name).toBe('main');
  expect(() => verifyHeader(`${name}=other`, signature)).toThrow(expect.objectContaining(mismatch));
});

test.each(unsignedParameters)('the parameter %s is not expected to be signed', (name) => {
  const [[, signature] = ['', '']] = signedQueries;
  expect(verifyHeader(`${name}=a%20b%2F1`, signature).user?.name).toBe('main');
});

test.each(signedQueries)(
  'the query "%s" is expected to be signed as botocore signs it',
  (query, signature) => {
    expect(verifyHeader(query, signature).user?.name).toBe('main');
  },
);

test.each(presigned.links)('a link of botocore with the token %s is accepted', (token, signature) => {
  const query = new URLSearchParams({
    versionId: 'v1',
    AWSAccessKeyId: accessKey,
    Signature: signature,
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
    Expires: String(presigned.expires),
  });
  expect(verify(String(query), {}, token)).toMatchObject({ method: 'query', user: { name: 'main' } });
  query.set('versionId', 'v2');
  expect(() => verify(String(query), {}, token)).toThrow(expect.objectContaining(mismatch));
});

const mismatch = { code: 'SignatureDoesNotMatch' };

function verifyHeader(query: string, signature: string): Authentication {
  return verify(query, { date, authorization: `AWS ${accessKey}:${signature}` });
}

function verify(query: string, headers: Record<string, string>, sessionToken?: string): Authentication {
  const message = new IncomingMessage(new Socket());
  message.method = 'GET';
  message.url = `${path}?${query}`;
  message.rawHeaders = Object.entries({ host: '127.0.0.1', ...headers }).flat();
  const user = { name: 'main', accessKey, secretKey };
  return authenticateVersion2(readIncoming(message, { domains: [], hasBucket: () => false }), {
    users: new Users([sessionToken === undefined ? user : { ...user, sessionToken }]),
    region: 'us-east-1',
    regionOf: () => undefined,
    operation: 'GetObject',
    signatureVersion2: true,
    faults: activateFaults([], new Set()),
    now: () => Date.parse(date),
  });
}
