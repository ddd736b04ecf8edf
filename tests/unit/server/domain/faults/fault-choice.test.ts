import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { routeNames } from '../../../../../src/server/application/find-route.js';
import { faultUsage, readFaultChoice } from '../../../../../src/server/domain/faults/fault-choice.js';
import { faults } from '../../../../../src/server/domain/faults/index.js';
import { repository } from '../../../../support/repository.js';

test.each([
  ['cas-lost', { odds: undefined, delay: undefined }],
  ['cas-lost:1/10000', { odds: { of: 1, in: 10_000 }, delay: undefined }],
  ['etag-unquoted:3/4', { odds: { of: 3, in: 4 }, delay: undefined }],
  ['stale-read', { odds: undefined, delay: 200 }],
  ['stale-read:1/10', { odds: { of: 1, in: 10 }, delay: 200 }],
  ['stale-read:50ms', { odds: undefined, delay: 50 }],
  ['stale-read:1/10:1.5s', { odds: { of: 1, in: 10 }, delay: 1500 }],
  ['delete-resurrected:1/10:0ms', { odds: { of: 1, in: 10 }, delay: 0 }],
  ['not-implemented=ListParts', { odds: undefined, refused: { operation: 'ListParts', status: 501 } }],
  ['not-implemented=GetObject:503', { refused: { operation: 'GetObject', status: 503 } }],
  [
    'not-implemented=SelectObjectContent:404:1/3',
    { odds: { of: 1, in: 3 }, refused: { operation: 'SelectObjectContent', status: 404 } },
  ],
])('%s', (text, read) => {
  expect(readFaultChoice(text, faults, routeNames)).toMatchObject(read);
});

test.each([
  ['no-such', 'there is no fault named no-such'],
  [':1/10', 'there is no fault named '],
  ['cas-lost:', 'the fault cas-lost takes no "": write cas-lost[:1/N]'],
  ['cas-lost:0.1', 'the fault cas-lost takes no "0.1": write cas-lost[:1/N]'],
  ['cas-lost:-1/10', 'takes no "-1/10"'],
  ['cas-lost:1/10:1/10', 'takes no "1/10"'],
  ['cas-lost:1/0', 'and not 1/0'],
  ['cas-lost:0/10', 'and not 0/10'],
  ['cas-lost:3/2', 'and not 3/2'],
  ['cas-lost:1/1000000001', 'and not 1/1000000001'],
  ['cas-lost:1/10:200ms', 'the fault cas-lost takes no time'],
  ['stale-read:200', 'the fault stale-read takes no "200": write stale-read[:1/N][:TIME]'],
  ['stale-read:200ms:1/10', 'takes no "1/10"'],
  ['stale-read:3601s', 'an hour at most'],
  ['acl-ignored=PutObject', 'is about no single operation: write acl-ignored'],
  ['not-implemented', 'needs the name of an operation, such as not-implemented=ListParts'],
  ['not-implemented=', 'needs the name of an operation'],
  ['not-implemented=ListPart', 'there is no operation named ListPart (fault not-implemented)'],
  [
    'not-implemented=ListParts:200',
    'refuses with 400, 403, 404, 405, 409, 412, 500, 501, 503, and not with 200',
  ],
  ['not-implemented=ListParts:1/2:503', 'takes no "503": write not-implemented=OPERATION[:STATUS][:1/N]'],
  ['not-implemented=ListParts:200ms', 'takes no time'],
  ['acl-ignored:1/10', 'the fault acl-ignored takes no chance'],
  ['chunk-framing-stored:1/10', 'the fault chunk-framing-stored takes no chance'],
])('%s is refused', (text, said) => {
  expect(() => readFaultChoice(text, faults, routeNames)).toThrow(RangeError);
  expect(() => readFaultChoice(text, faults, routeNames)).toThrow(said);
});

test('says how each is written', () => {
  const usages = faults.map(faultUsage);
  expect(usages).toContain('acl-ignored');
  expect(usages).toContain('etag-unquoted[:1/N]');
  expect(usages).toContain('stale-read[:1/N][:TIME]');
  expect(usages).toContain('not-implemented=OPERATION[:STATUS][:1/N]');
  expect(usages.filter((usage) => usage.includes('[:1/N]')).length).toBeGreaterThanOrEqual(150);
});

test('what is asked for inside the server, maybe twice in one request, takes no chance', async () => {
  const folder = path.join(repository, 'src', 'server');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
  const asked = new Set(
    sources.flatMap((text) => [...text.matchAll(/faults\.has\(\s*'([a-z0-9-]+)'/g)].map(([, name]) => name)),
  );
  expect(asked.size).toBeGreaterThanOrEqual(60);
  const striking = faults.filter((fault) => asked.has(fault.name) && faultUsage(fault).includes(':'));
  expect(striking.map(({ name }) => name)).toEqual([]);
});
