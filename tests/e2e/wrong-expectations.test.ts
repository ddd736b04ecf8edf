import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import {
  type CannedResponse,
  errorResponse,
  type SeenRequest,
  startHttpServer,
} from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';

const listing = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>b</Name><KeyCount>3</KeyCount><MaxKeys>3</MaxKeys>
<IsTruncated>true</IsTruncated><NextContinuationToken>more</NextContinuationToken>
<Contents><Key>b</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>1</Size><ETag>"x"</ETag></Contents>
<Contents><Key>a</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>2</Size><ETag>"y"</ETag></Contents>
<Contents><Key>b</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><Size>3</Size><ETag>"z"</ETag></Contents></ListBucketResult>`;

const headers = {
  'content-type': 'text/plain',
  'x-amz-request-id': 'ID',
  'x-amz-meta-owner': 'me',
  vary: 'Origin, Accept',
};

/** Always the same answers, so that what is shown of them is the same, too. */
function respond({ method, target }: SeenRequest): CannedResponse {
  if (target.startsWith('/b/none')) {
    return method === 'HEAD' ? { status: 404 } : errorResponse(404, 'NoSuchKey');
  }
  if (target.startsWith('/b/many')) {
    return { headers, body: 'x'.repeat(2_000_000) };
  }
  if (/^\/b\/?\?/.test(target)) {
    return { headers: { 'content-type': 'application/xml' }, body: listing };
  }
  return { headers, body: method === 'GET' ? 'Hello, S3!' : '' };
}

const get = (expected: string, key = 'k') =>
  `{ operation: GetObject, parameters: { bucket: b, key: ${key} }, expected_result: ${expected} }`;
const list = (expected: string, more = '') =>
  `{ operation: ListObjectsV2, parameters: { bucket: b }, expected_result: { response: { ${expected} } }${more} }`;
const keys = (matcher: string) => list(`"Contents[].Key": ${matcher}`);
const modified = (matcher: string) => list(`"Contents[0].LastModified": ${matcher}`);

/** One wrong expectation each, by the key or matcher that it is about. */
const wrong: Readonly<Record<string, string>> = {
  success: get('{ success: true }', 'none'),
  status_code: get('{ status_code: [204, 206] }'),
  error_code: get('{ error_code: [AccessDenied, NoSuchBucket] }', 'none'),
  'error_code without a body':
    '{ operation: HeadObject, parameters: { bucket: b, key: none }, expected_result: { error_code: AccessDenied } }',
  error: get('{ error: { Code: NoSuchKey, Message: another, Resource: { $exists: true } } }', 'none'),
  headers: get(
    '{ headers: { content-type: text/html, x-amz-meta-owner: null, x-amz-version-id: { $exists: true } } }',
  ),
  interim:
    '{ operation: PutObject, parameters: { bucket: b, key: k, body: x }, expected_result: { interim: [100] } }',
  response: get('{ response: { ContentLength: 11, Metadata: { owner: you }, ETag: { $exists: true } } }'),
  'response_contains headers': get('{ response_contains: { headers: { content-type: html } } }'),
  'response_contains body_pattern': get('{ response_contains: { body_pattern: "^Bye" } }'),
  'response_contains metadata': get('{ response_contains: { metadata: { owner: you, other: x } } }'),
  'body: text': get('{ body: "Hello, S4!" }'),
  'body: number': get('{ body: 42 }'),
  'body: base64': get('{ body: { base64: AAEC } }'),
  'body: file': get('{ body: "file://./other.txt" }'),
  'body: generated': get('{ body: { size: 10, seed: 1 } }'),
  'body: generated and large': get('{ body: { size: 2000000, seed: 1 } }', 'many'),
  'body: part of a generated one': get('{ body: { size: 1MiB, seed: 1, range: [0, 9] } }'),
  'body: zeros': get('{ body: { zeros: 10 } }'),
  'body: concat': get('{ body: { concat: [Hello, { zeros: 5 }] } }'),
  'body: equals': get('{ body: { equals: Hello } }'),
  'body: pattern': get('{ body: { pattern: "S\\\\d$" } }'),
  'body: size': get('{ body: { size: 11 } }'),
  'body: size as a matcher': get('{ body: { size: { $gt: 10 } } }'),
  'body: sha256': get(`{ body: { sha256: "${'0'.repeat(64)}" } }`),
  'body: md5': get(`{ body: { md5: "${'0'.repeat(32)}" } }`),
  'body: one_of': get('{ body: { one_of: [Hello, Bye] } }'),
  'body: same_as': get('{ body: { same_as: "Hello, S4!" } }'),
  max_duration: get('{ max_duration: 0ms }'),
  any_of: get('{ any_of: [ { status_code: 204 }, { error_code: NoSuchKey }, { body: Hello } ] }'),
  all: `{ operation: HeadObject, repeat: 2, parameters: { bucket: b, key: k }, expected_result: { all: { "length([?success])": 1, "[].status": [200, 404] } } }`,
  'a list': keys('[a, b, b]'),
  'a list of another length': keys('[b]'),
  'a map': list('"Contents[1]": { Key: a, Size: 3, StorageClass: STANDARD }'),
  null: list('IsTruncated: null, CommonPrefixes: []'),
  'a boolean': list('IsTruncated: false'),
  $exists: list('NextContinuationToken: { $exists: false }, StartAfter: { $exists: true }'),
  $type: list('KeyCount: { $type: string }, Name: { $type: list }'),
  $matches: list('Name: { $matches: "^s3tester-" }'),
  $one_of: list('Name: { $one_of: [a, { $matches: "^c" }] }'),
  $not: list('Name: { $not: b }'),
  '$contains in a text': list('NextContinuationToken: { $contains: less }'),
  '$contains in a list': keys('{ $contains: c }'),
  $length: keys('{ $length: 2 }'),
  '$length as a matcher': keys('{ $length: { $gt: 3 } }'),
  '$gt, $gte, $lt, $lte of numbers': list('KeyCount: { $gt: 3, $gte: 4, $lt: 3, $lte: 2 }'),
  '$gt, $gte, $lt, $lte of times': modified(
    '{ $gt: "2026-01-02T03:04:05Z", $gte: "2026-01-02T03:04:06Z", $lt: "2026-01-02T03:04:05Z", $lte: "2026-01-02T03:04:04Z" }',
  ),
  '$near a number': list('KeyCount: { $near: { value: 10, within: 5 } }'),
  '$near a time': modified('{ $near: { value: "2026-01-02T04:00:00Z", within: 30s } }'),
  $unordered: keys('{ $unordered: [a, b, c] }'),
  $exact: list('"Contents[0].{Key: Key, Size: Size}": { $exact: { Key: b } }'),
  $each: list('Contents: { $each: { Key: b, Size: { $lt: 3 } } }'),
  $unique: keys('{ $unique: true }'),
  $sorted: keys('{ $sorted: bytes }'),
  $tokens: get('{ headers: { vary: { $tokens: "origin, cookie" } } }'),
  'several matchers': list('KeyCount: { $gte: 1, $not: 3, $type: boolean }'),
  'another part of the answer': get(
    '{ error_code: NoSuchKey, error: { Code: "${response.headers.x-none:-nothing}", Message: "${response.status}" } }',
    'none',
  ),
  'paginate.max_pages': list('', ', paginate: { max_pages: 2 }'),
  'during.at': get('{}').replace(' }', ' }, during: { at: 1MiB, steps: [ { wait: 1ms } ] }'),
  abort_at: '{ operation: PutObject, parameters: { bucket: b, key: k, body: x }, abort_at: 1KiB }',
  consistently: get('{ body: Hello }').replace(/ }$/, ', consistently: { for: 1ms } }'),
};

let text = '';
let results: Results;

beforeAll(async () => {
  const { url } = await startHttpServer(respond);
  const cases = Object.entries(wrong).map(([name, step]) => `  - { case: "${name}", steps: [ ${step} ] }\n`);
  const credentials = 'config: { credentials: [ { name: main, access_key: a, secret_key: b } ] }\n';
  const cwd = await makeFolder({
    'other.txt': 'another text',
    'wrong.yaml': `${credentials}cases:\n${cases.join('')}`,
  });
  const json = path.join(cwd, 'results.json');
  const words = ['run', 'wrong.yaml', '--endpoint-url', url, '--report', `json=${json}`];
  const { code, stdout, stderr } = await runInProcess(words, { cwd });
  expect(code, stderr + stdout).toBe(1);
  results = JSON.parse(await readFile(json, 'utf8')) as Results;
  text = differencesIn(stdout);
});

/** What the table says of the differences, under the name of each case. */
function differencesIn(table: string): string {
  const kept: string[] = [];
  let isDifference = false;
  for (const line of table.split('\n')) {
    const name = /^ {2}✗ \w+ {2}wrong\/(.*?) {2}/.exec(line)?.[1];
    if (name !== undefined) {
      kept.push('', name);
    }
    const label = /^ {4}(\w+) +/.exec(line)?.[1];
    if (label !== undefined) {
      isDifference = label === 'mismatch';
    }
    if (isDifference && !name) {
      kept.push(line.slice(4).replace('mismatch   ', '  '));
    }
  }
  return `${kept.join('\n').trim()}\n`.replace(/(max_duration: .*actual) [\d.]+/, '$1 TIME');
}

test.each(Object.keys(wrong))('%s', (name) => {
  const judged = results.cases.find(({ id }) => id === `wrong/${name}`);
  expect(judged?.verdict).toBe('fail');
  expect(`\n${text}`).toContain(`\n${name}\n`);
});

test('what is shown of them', async () => {
  await expect(text).toMatchFileSnapshot(path.join(import.meta.dirname, 'golden', 'wrong-expectations.txt'));
});
