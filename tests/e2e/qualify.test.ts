import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCertificate } from '../../src/qualify/certificate.js';
import type { Qualification } from '../../src/qualify/qualification.js';
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/index.js';
import { afterFile } from '../support/after-file.js';
import { makeFolder } from '../support/make-folder.js';
import type { CommandResult } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';
import { bucketNames, clientOf } from '../support/server-contents.js';

const secret = 's3tester-secret';

async function serverWith(...faults: readonly string[]): Promise<RunningServer> {
  const server = await startServer({ faults } as ServerOptions);
  afterFile(() => server.close());
  return server;
}

function qualify(url: string, ...more: readonly string[]): Promise<CommandResult> {
  const target = ['--endpoint-url', url, '--credential', `main=s3tester:${secret}`];
  return runInProcess(['qualify', ...target, ...more]);
}

/** The answers of a run with `--format json`, by the names of the applications. */
function answersOf({ stdout }: CommandResult): Readonly<Record<string, string>> {
  const { applications } = JSON.parse(stdout) as Qualification;
  return Object.fromEntries(applications.map(({ name, answer }) => [name, answer]));
}

/** The need of a program that called these operations: each in flow style, without its forms. */
function needOfOperations(
  application: string,
  operations: Readonly<Record<string, string>>,
  sign = 'v4',
): string {
  const forms = `{ addressing: [path], sign: [${sign}], transfer: [], checksum: [] }`;
  const lines = Object.entries(operations).map(
    ([name, one]) => `  ${name}: { count: 1, parameters: [], forms: ${forms}, errors: [], ${one} }\n`,
  );
  return `application: ${application}
version: "1"
recorded: 2026-12-01
upstream: null
requests: 2
clients: []
order: [${Object.keys(operations).join()}]
concurrency: 1
largest_object: 10
operations:
${lines.join('')}`;
}

/** A need of a program that creates objects once and reads ranges of them. */
const need = `application: tinylake
version: "1.2"
recorded: "2026-11-30"
upstream: null
requests: 12
clients: []
operations:
  PutObject:
    count: 10
    parameters: [IfNoneMatch]
    forms: { addressing: [path], sign: [v4], transfer: [plain], checksum: [] }
    statuses: { "200": 10 }
    errors: []
  HeadObject:
    count: 2
    parameters: []
    forms: { addressing: [path], sign: [v4], transfer: [], checksum: [] }
    statuses: { "200": 2 }
    errors: []
order: []
concurrency: 1
largest_object: 10
`;

describe('on a server that does as S3', () => {
  test('applications work, what was made is removed, and nothing that is secret is written', async () => {
    const server = await serverWith();
    const folder = await makeFolder();
    const file = (name: string) => path.join(folder, name);
    const ended = await qualify(
      server.url,
      ...['--for', 'polars,rclone', '--for', 'boto3', '--format', 'json'],
      ...['--certificate', file('c.json'), '--report', `html=${file('q.html')}`],
      ...['--report', `yaml=${file('q.yaml')}`],
    );
    expect(ended.code).toBe(0);
    expect(answersOf(ended)).toEqual({ polars: 'works', rclone: 'works', boto3: 'works' });
    expect(JSON.parse(ended.stdout)).toMatchObject({ server: expect.stringContaining('s3tester') });
    expect(await bucketNames(clientOf(server.url))).toEqual([]);
    const written = await Promise.all(
      ['c.json', 'q.html', 'q.yaml'].map((name) => readFile(file(name), 'utf8')),
    );
    for (const text of [ended.stdout, ended.stderr, ...written]) {
      expect(text).not.toContain(secret);
    }
    expect(checkCertificate(written[0] ?? '')).toBe('unchanged');
    expect(await runInProcess(['qualify', '--check-certificate', file('c.json')])).toMatchObject({ code: 0 });
  });
});

describe('on a server with a fault', () => {
  test('one that ignores If-None-Match is unsafe for those who lock by it, and for nobody else', async () => {
    const server = await serverWith('put-if-none-match-ignored');
    const ended = await qualify(server.url, '--for', 'terraform,delta-rs,polars', '--format', 'json');
    expect(ended.code).toBe(1);
    expect(answersOf(ended)).toEqual({ terraform: 'unsafe', 'delta-rs': 'unsafe', polars: 'works' });
    const { applications } = JSON.parse(ended.stdout) as Qualification;
    expect(applications[0]?.because[0]).toContain('two runs apply at the same time');
    const told = applications[0]?.requirements[0]?.evidence.find(({ outcome }) => outcome === 'ignored');
    expect(told).toMatchObject({
      id: 'object/conditional-put/if-none-match-star-existing',
      exchange: { operation: 'PutObject', status: 200 },
      reproduce: expect.stringContaining('s3tester conformance --case'),
    });
  });

  test('a form that no case of the suite has is asked by a scenario', async () => {
    const need = needOfOperations('old-client', { GetObject: 'statuses: { 200: 1 }' }, 'v2, v2-presigned');
    const folder = await makeFolder({ 'need.yaml': need });
    const words = ['qualify', '--need', path.join(folder, 'need.yaml'), '--endpoint-url', 'embedded'];
    const { code, stdout } = await runInProcess([...words, '--format', 'json']);
    const { applications } = JSON.parse(stdout) as Qualification;
    expect([code, applications[0]?.answer]).toEqual([1, 'does-not-work']);
    const outcomes = applications[0]?.requirements.map(({ id, outcome }) => [id, outcome]);
    expect(Object.fromEntries(outcomes ?? [])).toMatchObject({
      'signature-v2': 'refused',
      'signature-v2-links': 'met',
    });
  });

  test('what a workload has found is found again by a command with the same region and credential', async () => {
    const server = await serverWith('put-if-none-match-ignored');
    const ended = await qualify(
      server.url,
      ...['--for', 'delta-rs', '--region', 'eu-central-1', '--path-style', '--format', 'json'],
    );
    const { applications } = JSON.parse(ended.stdout) as Qualification;
    const evidence = applications.flatMap(({ requirements }) => requirements.flatMap((one) => one.evidence));
    const found = evidence.find(({ kind, outcome }) => kind === 'consistency' && outcome === 'ignored');
    expect(found?.reproduce).toMatch(
      new RegExp(
        `^s3tester consistency --workload queue --endpoint-url ${server.url} --region eu-central-1 --path-style .*` +
          '--credential main="[$]S3TESTER_CREDENTIAL_MAIN"$',
      ),
    );
  });

  test('one that ignores ranges breaks those who notice, unless a setting does without, and loses data of those who do not', async () => {
    const server = await serverWith('range-ignored');
    const ended = await qualify(server.url, '--for', 'boto3,polars,duckdb', '--format', 'json');
    expect(ended.code).toBe(1);
    expect(answersOf(ended)).toEqual({ boto3: 'unsafe', polars: 'does-not-work', duckdb: 'works-with' });
  });

  test('what a setting does without works with it, which the table names', async () => {
    const server = await serverWith('put-if-none-match-ignored');
    const ended = await qualify(server.url, '--for', 'elasticsearch');
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('works with these settings');
    expect(ended.stdout).toContain('set  "unsafely_incompatible_with_s3_conditional_writes": true');
  });

  test('a program that reads as much as HeadObject says loses data where that is wrong', async () => {
    const ok = 'statuses: { 200: 1 }';
    const read = needOfOperations('reads-by-size', { HeadObject: ok, GetObject: ok });
    const file = path.join(await makeFolder({ 'need.yaml': read }), 'need.yaml');
    const answerWith = async (fault: string) => {
      const server = await serverWith(fault);
      return answersOf(await qualify(server.url, '--need', file, '--format', 'json'))['reads-by-size'];
    };
    expect(await answerWith('head-length-zero')).toBe('unsafe');
    expect(await answerWith('not-implemented=HeadObject')).toBe('does-not-work');
    expect(await answerWith('not-implemented=ListParts')).toBe('works');
  });

  test('a program that writes where nothing is loses data where all is said to be missing', async () => {
    const once = needOfOperations('writes-once', {
      HeadObject: 'statuses: { 200: 1, 404: 1 }',
      PutObject: 'statuses: { 200: 1 }',
    });
    const file = path.join(await makeFolder({ 'need.yaml': once }), 'need.yaml');
    const answerWith = async (fault: string) => {
      const server = await serverWith(fault);
      return answersOf(await qualify(server.url, '--need', file, '--format', 'json'))['writes-once'];
    };
    expect(await answerWith('not-implemented=HeadObject:404')).toBe('unsafe');
    expect(await answerWith('not-implemented=HeadObject')).toBe('does-not-work');
  });

  test('a need is judged by what the program asked', async () => {
    const file = path.join(await makeFolder({ 'need.yaml': need }), 'need.yaml');
    const [conditions, ranges] = [
      await serverWith('put-if-none-match-ignored'),
      await serverWith('range-ignored'),
    ];
    const unsafe = await qualify(conditions.url, '--need', file, '--format', 'json');
    expect([unsafe.code, answersOf(unsafe)]).toEqual([1, { tinylake: 'unsafe' }]);
    const works = await qualify(ranges.url, '--need', file, '--format', 'json');
    expect([works.code, answersOf(works)]).toEqual([0, { tinylake: 'works' }]);
  });
});

test('a replay is judged by its steps, and belongs to one need', async () => {
  const scenario = `test_cases:
  groups:
    - name: replay
      test:
        - case: job
          fixtures: { bucket: own }
          steps:
            - { operation: PutObject, parameters: { key: a, body: one } }
            - operation: PutObject
              parameters: { key: a, body: two, if_none_match: "*" }
              expected_result: { status_code: 412 }
`;
  const folder = await makeFolder({ 'need.yaml': need, 'job.yaml': scenario });
  const [file, replay] = [path.join(folder, 'need.yaml'), path.join(folder, 'job.yaml')];
  const server = await serverWith('put-if-none-match-ignored');
  const ended = await qualify(server.url, '--need', file, '--replay', replay, '--format', 'json');
  const { applications } = JSON.parse(ended.stdout) as Qualification;
  expect(applications[0]?.requirements.find(({ id }) => id === 'replay')).toMatchObject({
    outcome: 'ignored',
    evidence: [{ kind: 'replay', id: replay, exchange: { operation: 'PutObject', status: 200 } }],
  });
  const alone = await qualify(server.url, '--for', 'polars', '--replay', replay);
  expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('a replay belongs to one need') });
});

test('each recorded version of an SDK is asked for, and its requests are signed with the keys that were given', async () => {
  const sound = await qualify((await serverWith()).url, '--for', 'sdk:boto3', '--format', 'json');
  expect(sound.code).toBe(0);
  const answers = answersOf(sound);
  expect(Object.keys(answers).length).toBeGreaterThan(1);
  expect(Object.keys(answers).every((name) => name.startsWith('sdk:boto3@'))).toBe(true);
  expect(new Set(Object.values(answers))).toEqual(new Set(['works']));
  const server = await serverWith('not-implemented=CopyObject');
  const broken = await qualify(server.url, '--for', 'sdk:boto3', '--format', 'json');
  expect([broken.code, new Set(Object.values(answersOf(broken)))]).toEqual([1, new Set(['does-not-work'])]);
  expect(await runInProcess(['qualify', '--for', 'sdk:boto4'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no dialect "sdk:boto4"'),
  });
});

test('an endpoint that does not answer decides nothing', async () => {
  const ended = await qualify('http://127.0.0.1:9', '--for', 'polars', '--format', 'json');
  expect([ended.code, answersOf(ended)]).toEqual([3, { polars: 'not-decided' }]);
  const { code, stdout } = await qualify('http://127.0.0.1:9', '--for', 'polars');
  expect(code).toBe(3);
  expect(stdout).toContain('! http://127.0.0.1:9 cannot be reached');
  expect(stdout).not.toContain('the endpoint does not respond');
});

test('a need that is named twice is asked for once', async () => {
  const file = path.join(await makeFolder({ 'need.yaml': need }), 'need.yaml');
  const again = path.join(path.dirname(file), '.', 'need.yaml');
  const { stdout } = await runInProcess([
    ...['qualify', '--need', file, '--need', `${path.dirname(file)}/./need.yaml`, '--need', again],
    ...['--format', 'json', '--dry-run'],
  ]);
  const ids = (JSON.parse(stdout) as { kind: string; id: string }[]).map(({ kind, id }) => `${kind} ${id}`);
  expect(new Set(ids).size).toBe(ids.length);
  const server = await serverWith('put-if-none-match-ignored');
  const ended = await qualify(server.url, '--need', file, '--need', again, '--format', 'json');
  expect((JSON.parse(ended.stdout) as Qualification).applications).toHaveLength(1);
});

test('a program that reads no metadata works where metadata is lost, and one that writes it does not', async () => {
  const described = need.replace('parameters: [IfNoneMatch]', 'parameters: [IfNoneMatch, Metadata]');
  const folder = await makeFolder({ 'plain.yaml': need, 'described.yaml': described });
  const server = await serverWith('user-metadata-lost');
  const of = (file: string) => qualify(server.url, '--need', path.join(folder, file), '--format', 'json');
  expect(answersOf(await of('plain.yaml'))).toEqual({ tinylake: 'works' });
  expect(answersOf(await of('described.yaml'))).toEqual({ tinylake: 'unsafe' });
});

describe('what is wrong is told before anything is sent', () => {
  test.each<readonly [string, readonly string[], string]>([
    ['no application', [], 'qualify needs an application'],
    ['an unknown one', ['--for', 'resticc'], 'did you mean "restic"?'],
    ['a dialect that is called a profile', ['--for', 'boto3@1.36'], 'did you mean "sdk:boto3@1.36"?'],
    [
      'a replay that is not there',
      ['--need', 'profiles/needs/restic.yaml', '--replay', 'none.yaml'],
      'there is no scenario "none.yaml"\n  = s3tester record --scenario FILE',
    ],
    ['a profile that is not there', ['--profile-file', 'none.yaml'], 'there is no such profile'],
    ['a profile that is a folder', ['--profile-file', 'docs'], 'docs: error: this is a folder'],
    ['a need that is a folder', ['--need', 'docs'], 'docs: error: this is a folder'],
    [
      'a replay that is a folder',
      ['--need', 'profiles/needs/restic.yaml', '--replay', 'docs'],
      'cannot read the scenario docs: this is a folder',
    ],
    [
      'an empty need',
      ['--need', '/dev/null'],
      'this file is empty\n  = s3tester record --need FILE writes one',
    ],
    [
      'a certificate to check and an application',
      ['--check-certificate', 'c.json', '--for', 'restic'],
      '--check-certificate asks nothing of a server, so that it has no use for --for',
    ],
    ['a need that is not there', ['--need', 'none.yaml'], 'there is no such need'],
    ['a format that it does not have', ['--for', 'restic', '--report', 'har=a'], 'not written as har'],
    [
      'a policy of a bucket that cannot be',
      ['--for', 'restic', '--print-policy', '--bucket', 'Bad Bucket'],
      '--bucket Bad Bucket: no bucket can have this name',
    ],
    ['a policy without a bucket', ['--for', 'restic', '--print-policy'], 'a policy is about a bucket'],
    [
      'a policy for nobody',
      ['--for', 'restic', '--print-policy', '--bucket', 'lake', '--principal', 'me'],
      '--principal me: it is no user',
    ],
    ['a certificate that is not there', ['--check-certificate', 'none.json'], 'cannot read the certificate'],
  ])('%s', async (_, words, message) => {
    const ended = await runInProcess(['qualify', ...words]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(message);
  });

  test('a mistake in a profile, with its place', async () => {
    const profile = `name: tiny\ntitle: T\nurl: https://example.com/\nevidence: recorded
versions: [{ version: "1", seen: 2026-11-30 }]\noperations: { PutObject: [] }
requirements:
  - id: one
    requires: { cases: object/put-object/round-tripp }
    why: w\n    weight: required\n    source: { recording: r, seen: 2026-11-30 }\n`;
    const cwd = await makeFolder({ 'tiny.yaml': profile });
    const ended = await runInProcess(['qualify', '--profile-file', 'tiny.yaml'], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('tiny.yaml:9:24');
    expect(ended.stderr).toContain('did you mean "object/put-object/round-trip"?');
  });
});

test('a policy and a plan need no server and no credential', async () => {
  const words = ['qualify', '--for', 'loki', '--print-policy', '--bucket', 'logs'];
  const endpoint = ['--endpoint-url', 'http://127.0.0.1:9'];
  const policy = await runInProcess([...words, ...endpoint]);
  expect(policy.code).toBe(0);
  expect(JSON.parse(policy.stdout)).toMatchObject({
    Statement: [
      { Action: ['s3:ListBucket'] },
      { Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'] },
    ],
  });
  const plan = await runInProcess(['qualify', '--for', 'delta-rs', '--dry-run', '--format', 'json']);
  expect(JSON.parse(plan.stdout)).toContainEqual({ kind: 'consistency', id: 'queue', title: '4 s' });
});
