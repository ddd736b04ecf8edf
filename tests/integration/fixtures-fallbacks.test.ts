import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import { errorResponse, type SeenRequest } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { handOn, type Intercept, startRefusingProxy } from '../support/refusing-proxy.js';
import { runScenario } from '../support/run-scenario.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';

const server = useServer();
const likeAws = useServer({ awsDefaults: true });

const plainCase = `
cases:
  - case: plain
    fixtures: { bucket: own, objects: [ { key: "a +b", body: x }, { key: c, body: x } ] }
    steps: [ { request: { method: PUT, path: "/\${bucket}/d", body: x } } ]
`;

const everyOption = `
cases:
  - case: plain
    fixtures: { bucket: own, acls: enabled, public_access: allowed, sse_c: allowed }
    steps: [ { operation: HeadBucket } ]
`;

/** Runs a text against a server that refuses some requests; gives verdicts, and what was told of the clean-up. */
async function runBehind(yaml: string, intercept: Intercept, behind = server.url) {
  const proxy = await startRefusingProxy(behind, intercept);
  const events: RunEvent[] = [];
  const { cases } = await runScenario(yaml, proxy.url, {
    onEvent: (event) => void events.push(event),
    environment: { S3TESTER_STATE_DIR: await makeFolder() },
  });
  return {
    cases,
    reasons: events.flatMap((event) => (event.type === 'clean-up-problem' ? [event.reason] : [])),
    requests: proxy.requests,
    left: await bucketNames(clientOf(behind)),
  };
}

function asksFor(subresource: string) {
  return ({ target }: SeenRequest): boolean => new URL(target, 'http://x').searchParams.has(subresource);
}

const isDeleteObjects = asksFor('delete');
const isVersions = asksFor('versions');

test.each([
  ['DeleteObjects', isDeleteObjects, errorResponse(501, 'NotImplemented')],
  ['DeleteObjects, which it does not understand', isDeleteObjects, errorResponse(400, 'MalformedXML')],
  ['ListObjectVersions', isVersions, errorResponse(501, 'NotImplemented')],
  ['ListMultipartUploads', asksFor('uploads'), errorResponse(405, 'MethodNotAllowed')],
  [
    'any listing but the oldest',
    (request: SeenRequest) => isVersions(request) || asksFor('list-type')(request),
    errorResponse(501, 'NotImplemented'),
  ],
])('a bucket goes where the server lacks %s', async (_name, isLacking, answer) => {
  const { cases, reasons, left, requests } = await runBehind(plainCase, (request) =>
    isLacking(request) ? answer : undefined,
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['pass']);
  expect(requests.some(isLacking)).toBe(true);
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('a key that cannot stand in XML is deleted alone, and the others together', async () => {
  const { reasons, left, requests } = await runBehind(
    `
cases:
  - case: odd
    fixtures: { bucket: own, objects: [ { key: a, body: x }, { key: "odd\\u0001", body: x }, { key: b, body: x } ] }
    steps: [ { operation: HeadBucket } ]
`,
    () => undefined,
  );
  expect(requests.filter(isDeleteObjects)).toHaveLength(1);
  const deletions = requests.flatMap(({ method, target }) => (method === 'DELETE' ? [target] : []));
  expect(deletions.map((target) => target.includes('odd%01'))).toEqual([true, false]);
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('a compliance lock is waited for where the server lacks GetObjectRetention', async () => {
  const { reasons, left, requests } = await runBehind(
    `
cases:
  - case: locked
    fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_mode: COMPLIANCE, object_lock_retain_until_date: "\${now+2s}" } ] }
    steps: [ { operation: HeadBucket } ]
`,
    (request) => (asksFor('retention')(request) ? errorResponse(501, 'NotImplemented') : undefined),
  );
  expect(requests.some(asksFor('retention'))).toBe(true);
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('a server that says of versions that there are none is asked for a plain list', async () => {
  const empty = `<?xml version="1.0"?><ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>`;
  const { reasons, left } = await runBehind(plainCase, (request) =>
    isVersions(request) ? { headers: { 'content-type': 'application/xml' }, body: empty } : undefined,
  );
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('versions of one key are deleted one after another, and listed once more after what has none', async () => {
  const empty = `<?xml version="1.0"?><ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>`;
  const inFlight = new Map<string, number>();
  const listings: string[] = [];
  let mostOfOneKey = 0;
  let mostAtOnce = 0;
  const { reasons, left } = await runBehind(
    `
cases:
  - case: versions
    fixtures: { versioning: true }
    steps:
      - { operation: PutObject, repeat: 4, parameters: { key: a, body: x } }
      - { operation: PutObject, repeat: 4, parameters: { key: b, body: x } }
`,
    async (request) => {
      const { method, target } = request;
      const [path = ''] = target.split('?');
      if (isVersions(request)) {
        listings.push('versions');
        return listings.length === 1
          ? { headers: { 'content-type': 'application/xml' }, body: empty }
          : undefined;
      }
      if (method === 'GET' && path.split('/').filter(Boolean).length === 1 && !asksFor('uploads')(request)) {
        listings.push('objects');
      }
      if (method !== 'DELETE') {
        return undefined;
      }
      inFlight.set(path, (inFlight.get(path) ?? 0) + 1);
      mostOfOneKey = Math.max(mostOfOneKey, ...inFlight.values());
      mostAtOnce = Math.max(mostAtOnce, [...inFlight.values()].filter((count) => count > 0).length);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const answer = await handOn(server.url, request);
      inFlight.set(path, (inFlight.get(path) ?? 0) - 1);
      return answer;
    },
  );
  expect(listings[0]).toBe('versions');
  expect(listings.at(-1)).toBe('versions');
  expect(listings).toContain('objects');
  expect({ mostOfOneKey, mostAtOnce }).toEqual({ mostOfOneKey: 1, mostAtOnce: 2 });
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('a key that a listing cannot show is found by asking for what it begins with', async () => {
  const proxied: string[] = [];
  const { reasons, left } = await runBehind(
    `
cases:
  - case: unspeakable
    fixtures: { bucket: own, objects: [ { key: "a\\u0001b\\u0002c", body: x }, { key: "plain", body: x } ] }
    steps: [ { operation: HeadBucket } ]
`,
    async (request) => {
      if (request.method !== 'GET') {
        return undefined;
      }
      const answer = await handOn(server.url, request);
      const text = Buffer.from(answer.body ?? '').toString();
      const masked = text
        .replaceAll(/%0[12]|&#x?0*[12];/g, '\uFFFD')
        .replace('<EncodingType>url</EncodingType>', '');
      proxied.push(masked);
      return { ...answer, headers: { 'content-type': 'application/xml' }, body: masked };
    },
  );
  expect(proxied.join('')).toContain('<Key>a\uFFFDb\uFFFDc</Key>');
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('a bucket that is not empty at first is looked through again', async () => {
  let refusals = 0;
  const { reasons, left } = await runBehind(plainCase, ({ method, target }) => {
    if (method !== 'DELETE' || /^\/[^/]+\/?\?./.test(target) || /^\/[^/?]+\/[^?]/.test(target)) {
      return undefined;
    }
    return ++refusals <= 2 ? errorResponse(409, 'BucketNotEmpty') : undefined;
  });
  expect(refusals).toBe(3);
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('a server without the newer defaults is in the wanted state already', async () => {
  const isNewer = (request: SeenRequest): boolean =>
    ['ownershipControls', 'publicAccessBlock', 'encryption'].some((name) => asksFor(name)(request));
  for (const answer of [
    errorResponse(501, 'NotImplemented'),
    errorResponse(405, 'MethodNotAllowed'),
    errorResponse(404, 'NoSuchPublicAccessBlockConfiguration'),
  ]) {
    const { cases, left } = await runBehind(everyOption, (request) =>
      isNewer(request) ? answer : undefined,
    );
    expect(cases.map(({ verdict }) => verdict)).toEqual(['pass']);
    expect(left).toEqual([]);
  }
});

test('a server that has the newer defaults and refuses to change them fails the case', async () => {
  const { cases, left } = await runBehind(
    everyOption,
    ({ method, target }) =>
      method === 'PUT' && target.includes('ownershipControls')
        ? errorResponse(403, 'AccessDenied')
        : undefined,
    likeAws.url,
  );
  expect(cases).toMatchObject([
    {
      verdict: 'fail',
      reason: expect.stringContaining('set-up: PutBucketOwnershipControls: 403 AccessDenied'),
      set_up: { part: 'acls', operation: 'PutBucketOwnershipControls', error_code: 'AccessDenied' },
    },
  ]);
  expect(left).toEqual([]);
});

test('a bucket of that name that is somebody else’s is not touched', async () => {
  let foreign = '';
  const { cases, left, requests } = await runBehind(plainCase, async ({ method, target }) => {
    if (method !== 'PUT' || foreign !== '') {
      return undefined;
    }
    foreign = target.replaceAll('/', '');
    await clientOf(server.url).send(new CreateBucketCommand({ Bucket: foreign }));
    return errorResponse(409, 'BucketAlreadyExists');
  });
  expect(cases).toMatchObject([{ verdict: 'fail', set_up: { error_code: 'BucketAlreadyExists' } }]);
  expect(left).toEqual([foreign]);
  expect(requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  await clientOf(server.url).send(new DeleteBucketCommand({ Bucket: foreign }));
});

test('a creation that was carried out but never answered is cleaned up after, and is a failure of the server', async () => {
  const { cases, left } = await runBehind(
    plainCase,
    async (request) => {
      if (request.method !== 'PUT' || request.target.includes('/a')) {
        return undefined;
      }
      await handOn(likeAws.url, request);
      return 'reset';
    },
    likeAws.url,
  );
  expect(cases).toMatchObject([
    { verdict: 'fail', set_up: { part: 'bucket', operation: 'CreateBucket', status_code: null } },
  ]);
  expect(left).toEqual([]);
});

const sharing = `
cases:
  - case: same
    repeat: 3
    fixtures: { bucket: shared }
    steps: [ { operation: PutObject, parameters: { key: "\${prefix}a", body: x } } ]
`;

function isCreation({ method, target }: SeenRequest): boolean {
  return method === 'PUT' && /^\/[^/?]+\/?$/.test(target);
}

test('a shared bucket that is refused is refused to every case, and asked for once', async () => {
  const { cases, requests } = await runBehind(sharing, (request) =>
    isCreation(request) ? errorResponse(403, 'AccessDenied') : undefined,
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail']);
  expect(requests.filter(isCreation)).toHaveLength(1);
});

test('a shared bucket whose creation was not answered is asked for again by the next case', async () => {
  let creations = 0;
  const { cases, reasons } = await runBehind(sharing, (request) =>
    isCreation(request) && ++creations === 1 ? 'reset' : undefined,
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['fail', 'pass', 'pass']);
  expect(reasons).toEqual([]);
});

test('no more cases hold buckets at a time than an account may have', async () => {
  const present = new Set<string>();
  let most = 0;
  const { cases, left } = await runBehind(
    `
cases:
  - case: many
    repeat: 150
    parallel: true
    fixtures: { bucket: own }
    steps: [ { operation: HeadBucket } ]
`,
    async (request) => {
      const bucket = request.target.split(/[/?]/)[1] ?? '';
      if (isCreation(request)) {
        present.add(bucket);
      }
      most = Math.max(most, present.size);
      if (request.method !== 'DELETE') {
        return undefined;
      }
      const answer = await handOn(server.url, request);
      present.delete(bucket);
      return answer;
    },
  );
  expect(new Set(cases.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  expect(cases).toHaveLength(150);
  expect(left).toEqual([]);
  expect(most).toBe(64);
});

test('a bucket that a case cannot have filled is deleted unseen', async () => {
  const { cases, reasons, requests } = await runBehind(
    `
cases:
  - case: reader
    fixtures: { bucket: own }
    steps:
      - { operation: GetObject, parameters: { key: a }, expected_result: { error_code: NoSuchKey } }
      - { operation: PutBucketTagging, parameters: { tagging: { TagSet: [ { Key: a, Value: b } ] } } }
`,
    () => undefined,
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['pass']);
  expect(reasons).toEqual([]);
  const sent = requests.filter(({ target }) => target !== '/').map(({ method }) => method);
  expect(sent).toEqual(['PUT', 'GET', 'PUT', 'DELETE']);
});

test('a bucket that a server filled against all expectation is emptied', async () => {
  const { cases, reasons, left, requests } = await runBehind(
    `
cases:
  - case: reader
    fixtures: { bucket: own }
    steps: [ { operation: GetObject, parameters: { key: a }, expected_result: { error_code: NoSuchKey } } ]
`,
    async (request) => {
      if (request.method !== 'GET' || !/^\/[^/]+\/a/.test(request.target)) {
        return undefined;
      }
      const client = clientOf(server.url);
      const [, Bucket = ''] = request.target.split('/');
      await client.send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'x' }));
      await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'c' }));
      return undefined;
    },
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['pass']);
  expect(requests.some(isDeleteObjects)).toBe(true);
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test.each([
  ['an operation', '{ operation: CreateMultipartUpload, parameters: { key: a } }'],
  ['raw HTTP', `{ request: { method: POST, path: "/\${bucket}/a?uploads" } }`],
  [
    'a case inside',
    '{ case: inner, steps: [ { operation: CreateMultipartUpload, parameters: { key: a } } ] }',
  ],
  [
    'a case inside with a bucket of its own',
    '{ case: inner, variables: { outer: "${bucket}" }, fixtures: { bucket: own }, steps: [ { operation: CreateMultipartUpload, parameters: { bucket: "${outer}", key: a } } ] }',
  ],
])('an upload that %s began is aborted', async (_name, step) => {
  const { cases, reasons, left, requests } = await runBehind(
    `cases: [ { case: uploading, fixtures: { bucket: own }, steps: [ ${step} ] } ]`,
    () => undefined,
  );
  expect(new Set(cases.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  expect(
    requests.filter(({ method, target }) => method === 'DELETE' && target.includes('uploadId')),
  ).toHaveLength(1);
  expect(reasons).toEqual([]);
  expect(left).toEqual([]);
});

test('what new buckets are like is asked once, and of the next one where nobody answers', async () => {
  let asked = 0;
  const { cases, left } = await runBehind(
    `
cases:
  - case: open
    repeat: 3
    fixtures: { bucket: own, public_access: allowed }
    steps: [ { operation: GetPublicAccessBlock, expected_result: { error_code: NoSuchPublicAccessBlockConfiguration } } ]
`,
    (request) => {
      if (request.method !== 'GET' || !asksFor('publicAccessBlock')(request)) {
        return undefined;
      }
      return ++asked === 1 ? 'reset' : undefined;
    },
    likeAws.url,
  );
  // One that was cut off, one that taught what new buckets are like, and what two cases asked themselves.
  expect(asked).toBe(4);
  expect(cases.map(({ verdict }) => verdict)).toEqual(['fail', 'pass', 'pass']);
  expect(left).toEqual([]);
});

test.each([
  ['says that there is none', errorResponse(400, 'InvalidBucketName'), 0],
  ['says that there is one', { status: 200 }, 0],
])(
  'a bucket whose creation is refused for its name is not called left behind when the server %s',
  async (_name, head, problems) => {
    const { reasons } = await runBehind(
      `
cases:
  - case: impossible
    fixtures: { bucket: name }
    steps: [ { operation: CreateBucket, expected_result: { error_code: InvalidBucketName } } ]
`,
      ({ method }) => (method === 'HEAD' ? head : errorResponse(400, 'InvalidBucketName')),
    );
    expect(reasons).toHaveLength(problems);
  },
);
