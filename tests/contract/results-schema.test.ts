import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillTables } from '../../scripts/results-schema/tables.js';
import { resultsSchema } from '../../src/results/schema/json-schema.js';
import { LanguageServer } from '../support/language-server.js';
import { makeFolder } from '../support/make-folder.js';
import { startRefusingProxy } from '../support/refusing-proxy.js';
import { repository } from '../support/repository.js';
import { runInProcess } from '../support/run-in-process.js';
import { runScenario } from '../support/run-scenario.js';
import { placesIn, type Schema } from '../support/schema-places.js';
import { useServer } from '../support/use-server.js';
import { writtenResults } from '../support/written-results.js';

const server = useServer();
const schemaPath = path.join(repository, 'schema', 's3tester-results.schema.json');

test('the published schema is the one that reads results (npm run schema writes it anew)', async () => {
  const published = await readFile(schemaPath, 'utf8');
  expect(published === `${JSON.stringify(resultsSchema(), null, 2)}\n`).toBe(true);
});

test('the command prints the published schema', async () => {
  const { code, stdout, stderr } = await runInProcess(['schema', '--results']);
  expect(stdout === (await readFile(schemaPath, 'utf8'))).toBe(true);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('docs/results.md describes every field in the words of the schema (npm run schema writes its tables)', async () => {
  const page = await readFile(path.join(repository, 'docs', 'results.md'), 'utf8');
  expect(fillTables(page, resultsSchema()) === page).toBe(true);
});

describe('what runs write', () => {
  const written = new Map<string, string>();
  let strict: LanguageServer;

  beforeAll(async () => {
    for (const name of ['conformance', 'interrupted'] as const) {
      written.set(`${name} of 0.1.0`, await writtenResults(name));
    }
    written.set('the language tour', await resultsOf(['run', 'examples/language-tour.yaml', '--trace']));
    written.set(
      'the small suite',
      await resultsOf(['conformance', ...miniSuite, '--shard', '1/1', '--baseline', await baselineFile()]),
    );
    written.set('what is withheld', await resultsOf(['conformance', ...miniSuite, '--withhold', 'wrong']));
    written.set('what does not go well', await unhappyResults());
    written.set('what ran out of requests', await shortResults());
    written.set('loads', await loadResults());
    written.set('shards', await mergedResults());
    written.set('what a server lacks', await lackingResults());
    written.set('what stays behind', await leftResults());
    written.set('what was only counted', await countedResults());
    const folder = await makeFolder({ 'strict.json': JSON.stringify(closed(resultsSchema())) });
    strict = await LanguageServer.start(path.join(folder, 'strict.json'));
  });

  afterAll(async () => {
    await strict.stop();
  });

  test('is valid, and has no field that the schema does not know', async () => {
    for (const [name, text] of written) {
      expect(await strict.diagnose(text), name).toEqual([]);
    }
    const [text = ''] = written.values();
    const stranger = text.replace('"interrupted":', '"stranger": 1,\n  "interrupted":');
    expect((await strict.diagnose(stranger)).map(({ message }) => message)).toEqual([
      'Property stranger is not allowed.',
    ]);
  });

  test('has every field of the schema', () => {
    const places = [...written.values()].flatMap((text) => placesIn(resultsSchema(), JSON.parse(text)));
    const names = new Set(
      places.flatMap(({ owner, path: at }) => (owner === null ? [] : [`${owner}.${at.at(-1)}`])),
    );
    expect([...names].sort()).toEqual(allFields().sort());
  });
});

const miniSuite = ['--suite', path.join('tests', 'support', 'mini-suite')];

async function resultsOf(words: readonly string[]): Promise<string> {
  const { stdout } = await runInProcess([...words, '--format', 'json']);
  return stdout;
}

async function baselineFile(): Promise<string> {
  const known = 'known:\n  - { case: object/put/never-right, verdict: wrong-result, reason: known }\n';
  return path.join(await makeFolder({ 'baseline.yaml': known }), 'baseline.yaml');
}

/** Results with a request that was sent again, a response that is tolerated, a set-up that was refused, and a server that does not answer. */
async function unhappyResults(): Promise<string> {
  let sent = 0;
  const proxy = await startRefusingProxy(server.url, ({ target }) => {
    if (target.includes('busy')) {
      sent += 1;
      return sent === 1 ? { status: 503, body: '<Error><Code>SlowDown</Code></Error>' } : undefined;
    }
    if (target.includes('gone')) {
      return 'reset';
    }
    return target.includes('versioning') ? { status: 501 } : undefined;
  });
  const scenario = `
cases:
  - case: answers
    fixtures: {}
    steps:
      - { operation: PutObject, client: { retries: 2 }, parameters: { key: busy, body: x } }
      - { operation: GetObject, parameters: { key: none }, expected_result: { error_code: AccessDenied } }
  - case: tolerated
    fixtures: {}
    steps:
      - operation: GetObject
        parameters: { key: none }
        expected_result: { error_code: AccessDenied }
        tolerate: [{ reason: it names the key, error_code: NoSuchKey }]
  - case: silence
    fixtures: {}
    steps: [ { operation: GetObject, parameters: { key: gone } } ]
  - case: refused
    fixtures: { versioning: true }
    steps: [ { operation: HeadBucket } ]
`;
  const { folder: _folder, ...results } = await runScenario(scenario, proxy.url, { trace: true });
  return JSON.stringify(results, null, 2);
}

/** Results of cases of the suite that fail, with buckets that are kept, and that are blocked. */
async function lackingResults(): Promise<string> {
  const proxy = await startRefusingProxy(server.url, ({ method, target }) => {
    if (target.includes('versioning')) {
      return { status: 501 };
    }
    return method === 'GET' && !target.includes('list-type') ? { status: 403 } : undefined;
  });
  const cases = [
    'object/range/middle',
    'versioning/bucket-versioning/never-set',
    'versioning/delete-marker/delete-hides-the-object',
  ];
  return resultsOf([
    ...['conformance', '--endpoint-url', proxy.url, '--credential', 'main=s3tester:s3tester-secret'],
    ...cases.flatMap((id) => ['--case', id]),
    ...['--keep', '--no-preflight'],
  ]);
}

/** Results of a run that may not send all that it plans. */
async function shortResults(): Promise<string> {
  const twice = 'cases: [ { case: short, fixtures: {}, steps: [ { operation: HeadBucket, repeat: 2 } ] } ]';
  const { folder: _folder, ...results } = await runScenario(twice, server.url, {
    settings: { maxRequests: 1 },
  });
  return JSON.stringify(results, null, 2);
}

/** Results of a case whose bucket cannot be removed. */
async function leftResults(): Promise<string> {
  const proxy = await startRefusingProxy(server.url, ({ method }) =>
    method === 'DELETE' ? { status: 403 } : undefined,
  );
  const scenario = 'cases: [ { case: left, fixtures: {}, steps: [ { operation: HeadBucket } ] } ]';
  const { folder: _folder, ...results } = await runScenario(scenario, proxy.url);
  return JSON.stringify(results, null, 2);
}

/** Results of a group that every shard runs, merged. */
async function mergedResults(): Promise<string> {
  const scenario =
    'test_cases: { groups: [{ name: All, every_shard: true, test: [{ operation: ListBuckets }] }] }\n';
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  for (const index of ['1', '2']) {
    const words = ['run', '--shard', `${index}/2`, '--format', 'json', '-o', `${index}.json`];
    expect(await runInProcess(words, { cwd })).toMatchObject({ code: 0 });
  }
  const { stdout } = await runInProcess(['merge', '1.json', '2.json', '--format', 'json'], { cwd });
  return stdout;
}

/** Results of loads of both models that the server refuses, of which one runs out of requests. */
async function loadResults(): Promise<string> {
  const proxy = await startRefusingProxy(server.url, () => ({ status: 503 }));
  const head = 'operation: HeadBucket, parameters: { bucket: b }, client: { retries: 1 }';
  const loads = `test_cases: { groups: [ { name: G, test: [
    { ${head}, load: { duration: 10ms, rate: 300 }, thresholds: { operations: { HeadBucket: { p99: 1s } } } },
    { ${head}, load: { duration: 30s, users: 1 } } ] } ] }`;
  const { folder: _folder, ...results } = await runScenario(loads, proxy.url, {
    settings: { maxRequests: 20 },
    trace: true,
  });
  return JSON.stringify(results, null, 2);
}

/** Results of a loop with more turns than are kept one by one. */
async function countedResults(): Promise<string> {
  const presign = '{ operation: GetObject, parameters: { bucket: b, key: k } }';
  const many = `test_cases: { groups: [ { name: G, test: [ { repeat: 1001, presign: ${presign} } ] } ] }`;
  const { folder: _folder, ...results } = await runScenario(many, server.url);
  // The first turns are as those of every other step, and checking them takes long.
  return JSON.stringify({ ...results, results: results.results.slice(-1) }, null, 2);
}

/** The same schema, in which no object has a member that is not named. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return Array.isArray(schema) ? schema.map(closed) : schema;
  }
  const inside = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  // An object that says of its members only what they are, such as headers, may have any.
  const isOpen = !('required' in schema && 'properties' in schema);
  return isOpen ? inside : { ...inside, additionalProperties: false };
}

function allFields(): string[] {
  const root: Schema = resultsSchema();
  const objects = Object.entries({ ...root.definitions, Results: root });
  return objects.flatMap(([owner, { properties = {} }]) =>
    Object.keys(properties).map((name) => `${owner}.${name}`),
  );
}
