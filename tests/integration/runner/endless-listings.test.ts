import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cleanJournals, systemClock } from '../../../src/runner/index.js';
import { type Responder, startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

/** A server whose buckets are listed without an end; `nameOf` gives the key on each page. */
function endless(nameOf: (page: number) => string): Responder {
  let page = 0;
  return ({ method, target }) => {
    const asked = new URL(target, 'http://x').searchParams;
    if (method === 'DELETE' && !/^\/[^/?]+\/[^?]/.test(target)) {
      return xml(409, '<Error><Code>BucketNotEmpty</Code></Error>');
    }
    if (asked.has('uploads')) {
      page++;
      return xml(
        200,
        `<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker>m${page}</NextKeyMarker><NextUploadIdMarker>u${page}</NextUploadIdMarker><Upload><Key>${nameOf(page)}</Key><UploadId>u</UploadId></Upload></ListMultipartUploadsResult>`,
      );
    }
    if (asked.has('versions')) {
      page++;
      return xml(
        200,
        `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>m${page}</NextKeyMarker><NextVersionIdMarker>v${page}</NextVersionIdMarker><Version><Key>${nameOf(page)}</Key><VersionId>null</VersionId></Version></ListVersionsResult>`,
      );
    }
    return method === 'POST' ? xml(200, '<DeleteResult/>') : {};
  };
}

function xml(status: number, body: string) {
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

const scenario = `
cases:
  - case: one
    fixtures: { bucket: own }
    steps:
      - { operation: CreateMultipartUpload, parameters: { key: a } }
      - { operation: PutObject, parameters: { key: a, body: x } }
`;

/** A clock that every look moves on, so that a minute is over soon. */
function fastClock(msPerLook: number) {
  let now = Date.now();
  return {
    ...systemClock,
    now() {
      now += msPerLook;
      return new Date(now);
    },
  };
}

test.each([
  ['the same key', () => 'a', systemClock, 'goes on for ever: 20 pages in a row with nothing new'],
  ['ever new keys', (page: number) => `k${page}`, fastClock(50), 'it was not empty after 60 s'],
])('a run ends whose bucket lists %s for ever', async (_name, nameOf, clock, reason) => {
  const server = await startHttpServer(endless(nameOf));
  const reasons: string[] = [];
  const { cases, folder } = await runScenario(scenario, server.url, {
    settings: { timeout: 60 },
    clock,
    onEvent: (event) => void (event.type === 'clean-up-problem' && reasons.push(event.reason)),
  });
  expect(cases).toHaveLength(1);
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toContain(reason);
  const journals = path.join(folder, 'state', 'journals');
  expect(await readdir(journals)).toHaveLength(1);

  const [cleaned] = await cleanJournals({ ...cleaning(journals, server.url), clock });
  expect(cleaned?.buckets).toMatchObject([{ status: 'kept', reason: expect.stringContaining(reason) }]);
});

test('a run ends whose bucket lists a thousand keys that nothing removes', async () => {
  const versions = Array.from({ length: 1000 }, (_, index) => `<Version><Key>k${index}</Key></Version>`);
  const server = await startHttpServer(({ method, target }) => {
    const isBucket = !/^\/[^/?]+\/[^?]/.test(target);
    if (method === 'DELETE') {
      return xml(
        isBucket ? 409 : 403,
        `<Error><Code>${isBucket ? 'BucketNotEmpty' : 'Refused'}</Code></Error>`,
      );
    }
    return target.includes('versions')
      ? xml(200, `<ListVersionsResult>${versions.join('')}</ListVersionsResult>`)
      : {};
  });
  const reasons: string[] = [];
  await runScenario(scenario, server.url, {
    settings: { timeout: 3 },
    clock: fastClock(500),
    onEvent: (event) => void (event.type === 'clean-up-problem' && reasons.push(event.reason)),
  });
  expect(reasons).toMatchObject([expect.stringContaining('it was not empty after 60 s')]);
  expect(server.requests.length).toBeLessThan(1000);
});

test('one Ctrl-C ends a clean in the middle of a listing', async () => {
  const server = await startHttpServer(endless((page) => `k${page}`));
  const { folder } = await runScenario(scenario, server.url, { clock: fastClock(200) });
  const interrupt = new AbortController();
  const journals = path.join(folder, 'state', 'journals');
  const before = server.requests.length;
  const cleaned = await cleanJournals({
    ...cleaning(journals, server.url),
    clock: {
      sleep: systemClock.sleep,
      now() {
        if (server.requests.length > before + 100) {
          interrupt.abort();
        }
        return new Date();
      },
    },
    interrupt: interrupt.signal,
  });
  expect(cleaned[0]?.buckets).toMatchObject([
    { status: 'kept', reason: expect.stringContaining('interrupted') },
  ]);
});

test('a key that a server finds under every reading of its masks does not multiply', async () => {
  const key = `a${'\uFFFD'.repeat(12)}`;
  const server = await startHttpServer(({ method, target }) => {
    const isBucket = !/^\/[^/?]+\/[^?]/.test(target);
    if (method === 'DELETE' && isBucket) {
      return xml(409, '<Error><Code>BucketNotEmpty</Code></Error>');
    }
    return method === 'GET' && isBucket
      ? xml(200, `<ListBucketResult><Contents><Key>${key}</Key></Contents></ListBucketResult>`)
      : {};
  });
  await runScenario(scenario, server.url);
  expect(server.requests.length).toBeLessThan(5000);
});

function cleaning(folder: string, endpointUrl: string) {
  const keys = { kind: 'keys', name: 'main', accessKey: 's3tester', secretKey: 's3tester-secret' } as const;
  return {
    folder,
    endpointUrl,
    credentials: new Map([['main', keys]]),
    timeout: 60,
    concurrency: 4,
    insecure: false,
    dryRun: false,
  };
}
