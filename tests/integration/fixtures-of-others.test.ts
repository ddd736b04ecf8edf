import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import { journalFolder } from '../../src/runner/journal/journal-folder.js';
import { readJournals } from '../../src/runner/journal/read-journals.js';
import { errorResponse, type SeenRequest, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { startRefusingProxy } from '../support/refusing-proxy.js';
import { runScenario } from '../support/run-scenario.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';

const server = useServer();

/** Runs a text, and gives what was told of the clean-up and what the journal named when a request came. */
async function follow(yaml: string, url: string) {
  const environment = { S3TESTER_STATE_DIR: await makeFolder() };
  const events: RunEvent[] = [];
  const { cases } = await runScenario(yaml, url, {
    environment,
    onEvent: (event) => void events.push(event),
  });
  const folder = journalFolder(environment);
  return {
    verdicts: cases.map(({ verdict }) => verdict),
    problems: events.filter(({ type }) => type === 'clean-up-problem'),
    journals: await readdir(folder).catch(() => []),
    entries: async () => (await readJournals(folder, new Date()))[0]?.entries ?? [],
  };
}

/** A server on which each account has names of its own, as far as making and removing buckets goes. */
async function serverOfTenants(allows: (request: SeenRequest) => boolean = () => true) {
  const buckets = new Set<string>();
  const started = await startHttpServer((request) => {
    const { method, target, headers } = request;
    const account = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1];
    const name = new URL(target, 'http://x').pathname.replaceAll('/', '');
    const own = `${account}:${name}`;
    if (account === undefined || name === '') {
      return {};
    }
    if (method === 'PUT') {
      buckets.add(own);
      return {};
    }
    if (!buckets.has(own)) {
      return errorResponse(404, 'NoSuchBucket');
    }
    if (method === 'DELETE') {
      if (!allows(request)) {
        return errorResponse(403, 'AccessDenied');
      }
      buckets.delete(own);
      return { status: 204 };
    }
    return { headers: { 'content-type': 'application/xml' }, body: `<${root(target)}/>` };
  });
  return { url: started.url, buckets };
}

/** The root element of a listing of a bucket. */
function root(target: string): string {
  if (target.includes('uploads')) {
    return 'ListMultipartUploadsResult';
  }
  return target.includes('versions') ? 'ListVersionsResult' : 'ListBucketResult';
}

const ways = {
  CreateBucket: 'operation: CreateBucket',
  'a raw PUT': 'request: { method: PUT, path: "/${bucket}" }',
} as const;

const createdByAlt = (kind: string, way: keyof typeof ways = 'CreateBucket') => `
cases:
  - case: another
    fixtures: { bucket: ${kind} }
    steps:
      - { ${ways[way]}, credential: alt, expected_result: { any_of: [{ status_code: 200 }, { status_code: 409 }] } }
`;

const kindsAndWays = ['own', 'name', 'shared'].flatMap((kind) =>
  (Object.keys(ways) as (keyof typeof ways)[]).map((way) => [kind, way] as const),
);

test.each(kindsAndWays)(
  'what another account creates under the name of a bucket (%s) by %s is removed',
  async (kind, way) => {
    const { url, buckets } = await serverOfTenants();
    const { verdicts, problems, journals } = await follow(createdByAlt(kind, way), url);
    expect({ verdicts, problems, journals, left: [...buckets] }).toEqual({
      verdicts: ['pass'],
      problems: [],
      journals: [],
      left: [],
    });
  },
);

test('where it cannot be removed it stays in the journal, under its own credential', async () => {
  const { url, buckets } = await serverOfTenants(
    ({ headers }) => !(headers.authorization ?? '').includes('s3tester-alt'),
  );
  const { problems, entries } = await follow(createdByAlt('own'), url);
  expect([...buckets]).toHaveLength(1);
  expect(problems).toMatchObject([{ credential: 'alt' }]);
  expect(await entries()).toMatchObject([{ credential: 'alt', accessKey: 's3tester-alt' }]);
});

test.each(kindsAndWays)(
  'where all accounts share their names (%s, %s), nothing is left and nothing told',
  async (kind, way) => {
    const { verdicts, problems, journals } = await follow(createdByAlt(kind, way), server.url);
    expect({ verdicts, problems, journals }).toEqual({ verdicts: ['pass'], problems: [], journals: [] });
    expect(await bucketNames(clientOf(server.url))).toEqual([]);
  },
);

test('a shared bucket that another account takes for its own is there until the last case', async () => {
  const buckets = new Set<string>();
  const { url } = await startHttpServer(({ method, target }) => {
    const name = new URL(target, 'http://x').pathname.replaceAll('/', '');
    if (method === 'PUT') {
      buckets.add(name);
    }
    if (method === 'DELETE') {
      return buckets.delete(name) ? { status: 204 } : errorResponse(404, 'NoSuchBucket');
    }
    return buckets.has(name) ? {} : errorResponse(404, 'NoSuchBucket');
  });
  const second = '  - { case: second, fixtures: { bucket: shared }, steps: [{ operation: HeadBucket }] }';
  const { verdicts, problems, journals } = await follow(`${createdByAlt('shared')}${second}\n`, url);
  expect({ verdicts, problems, journals, left: [...buckets] }).toEqual({
    verdicts: ['pass', 'pass'],
    problems: [],
    journals: [],
    left: [],
  });
});

test.each([
  [403, 'SignatureDoesNotMatch'],
  [501, 'NotImplemented'],
])(
  'a bucket whose creation is refused with %s is neither told of nor kept in a journal',
  async (status, code) => {
    const proxy = await startRefusingProxy(server.url, ({ method, target }) =>
      target.startsWith('/s3tester-') && !target.includes('gate')
        ? errorResponse(method === 'HEAD' ? 403 : status, code)
        : undefined,
    );
    const { verdicts, problems, journals } = await follow(
      `
cases:
  - case: made-before
    fixtures: { bucket: own }
    steps: [ { operation: HeadBucket } ]
  - case: made-by-the-case
    fixtures: { bucket: name }
    steps: [ { operation: CreateBucket } ]
  - case: made-from-its-name
    fixtures: { bucket: name }
    steps: [ { operation: CreateBucket, parameters: { bucket: "\${bucket}-2" } } ]
  - case: made-by-raw-http
    fixtures: { bucket: name }
    steps: [ { request: { method: PUT, path: "/\${bucket}" } } ]
`,
      proxy.url,
    );
    expect(verdicts).not.toContain('pass');
    expect({ problems, journals }).toEqual({ problems: [], journals: [] });
    expect(proxy.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  },
);
