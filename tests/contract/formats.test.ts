import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formatSummaries } from '../../src/reporting/format-names.js';
import type { Results } from '../../src/results/types.js';
import { errorResponse, startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

const example = path.resolve('examples', 'basic-config.yaml');
const broken = path.resolve('tests', 'contract', 'golden', 'unknown-key.yaml');
const nobody = ['--endpoint-url', 'http://127.0.0.1:9', '--timeout', '5'];

const commands: readonly (readonly [words: readonly string[], code: number])[] = [
  [['run', example], 0],
  [['run', example, ...nobody], 3],
  [['run', example, '--dry-run'], 0],
  [['run', example, '--group', 'Objets'], 2],
  [['run', broken], 2],
  [['run', 'no-such-file.yaml'], 2],
  [['run', '--no-such-option'], 2],
  [['validate', example], 0],
  [['validate', example, '--strict'], 0],
  [['validate', broken], 2],
  [['list', 'groups', example], 0],
  [['list', 'credentials', example], 0],
  [['list', 'cases', example], 0],
  [['list', 'operations'], 0],
  [['list', 'groups', broken], 2],
  [['list', 'everything'], 2],
  [['schema'], 0],
  [['serve', '--list-faults'], 0],
  [['no-such-command'], 2],
];

describe('--format json is JSON on stdout, and nothing else stands there:', () => {
  test.concurrent.for(commands)('%s exits with %i', async ([words, code], { expect }) => {
    const cwd = await makeFolder();
    const result = await runCommand([...words, '--format', 'json', '--verbose'], { cwd });
    expect(result.code).toBe(code);
    const told = JSON.parse(result.stdout) as { errors?: unknown[] };
    if (code === 2) {
      expect(told.errors).not.toEqual([]);
    }
    expect(result.stdout.endsWith('\n')).toBe(true);
  });
});

test.each(['cli.md', 'results.md'])('docs/%s names every format of a report', async (name) => {
  const text = await readFile(path.resolve('docs', name), 'utf8');
  expect(Object.keys(formatSummaries).filter((format) => !text.includes(`\`${format}\``))).toEqual([]);
});

test('--format yaml holds the same data', async () => {
  const cwd = await makeFolder();
  const [asJson, asYaml] = await Promise.all(
    ['json', 'yaml'].map((format) => runCommand(['run', example, '--format', format], { cwd })),
  );
  const shapeOf = (results: Results) => ({
    keys: Object.keys(results),
    steps: results.results.map(({ step, status, expected, operation_name }) => [
      step,
      status,
      expected,
      operation_name,
    ]),
    stepKeys: results.results.map((step) => Object.keys(step)),
  });
  const json = JSON.parse(asJson?.stdout ?? '') as Results;
  expect(shapeOf(parse(asYaml?.stdout ?? '') as Results)).toEqual(shapeOf(json));
});

test('results hold every field of the contract', async () => {
  const server = await startHttpServer(() => errorResponse(404, 'NoSuchBucket'));
  const yaml = `
config: { credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ] }
test_cases: { groups: [ { name: G, test: [ { operation: GetObject, parameters: { bucket: b, key: k } } ] } ] }
`;
  const cwd = await makeFolder({ 'a.yaml': yaml });
  const { stdout } = await runCommand(['run', 'a.yaml', '--format', 'json', '--endpoint-url', server.url], {
    cwd,
  });
  const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(JSON.parse(stdout)).toEqual({
    session_id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    config_file: 'a.yaml',
    config_files: ['a.yaml'],
    s3tester_version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    result_format: 1,
    plan: expect.stringMatching(/^[\da-f]{64}$/),
    target: { endpoint_url: server.url, region: 'us-east-1', server: null },
    start_time: isoTime,
    end_time: isoTime,
    interrupted: false,
    endpoint_lost: null,
    total_operations: 1,
    summary: { passed: 0, failed: 1, error: 0, skipped: 0, success_rate: 0 },
    tests: { total: 1, passed: 0, failed: 1, error: 0, skipped: 0, exact: 0 },
    causes: [
      {
        text: 'GetObject: expected success, got NoSuchBucket',
        total: 1,
        parts: [
          { text: 'GetObject: expected success, got NoSuchBucket', tests: ['G › test[0] › GetObject'] },
        ],
      },
    ],
    results: [
      {
        group_name: 'G',
        phase: 'test',
        case: null,
        step: 'test[0]',
        place: 'a.yaml:3',
        kind: 'operation',
        operation_name: 'GetObject',
        name: null,
        iteration: null,
        credential: 'main',
        status: 'fail',
        duration: expect.any(Number),
        parameters: { bucket: 'b', key: 'k' },
        expected: expect.any(Object),
        actual: expect.objectContaining({ success: false, status_code: 404, error_code: 'NoSuchBucket' }),
        mismatches: [{ path: 'success', expected: true, actual: false }],
        exact: false,
        error_message: null,
        skip_reason: null,
        timestamp: isoTime,
        http: [
          expect.objectContaining({
            method: 'GET',
            url: expect.stringContaining(`${server.url}/b/k`),
            status: 404,
            request_id: null,
            duration: expect.any(Number),
          }),
        ],
        reproduce: expect.stringMatching(/^curl .*--aws-sigv4/s),
      },
    ],
    cases: [],
  });
});

describe('files', () => {
  test('-o and --report write whole files and leave no temporary one behind', async () => {
    const cwd = await makeFolder({ 'old.json': 'what stood there before' });
    const reports = ['junit', 'html', 'markdown', 'table', 'yaml'].flatMap((format) => [
      '--report',
      `${format}=report.${format}`,
    ]);
    const words = ['run', example, '--format', 'json', '-o', 'old.json', ...reports];
    const { code, stdout } = await runCommand(words, { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const names = [
      'old.json',
      ...['html', 'junit', 'markdown', 'table', 'yaml'].map((name) => `report.${name}`),
    ];
    expect((await readdir(cwd)).sort()).toEqual(names);
    const texts = await Promise.all(names.map((name) => readFile(path.join(cwd, name), 'utf8')));
    const [json, html, junit, markdown, table, yaml] = texts as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const results = JSON.parse(json) as Results;
    expect(results.summary.passed).toBe(9);
    expect(html).toMatch(/^<!doctype html>/i);
    expect(junit).toMatch(/^<\?xml .*<testsuites /s);
    expect(markdown).toMatch(/^#/m);
    expect(table).toContain('9 passed');
    expect((parse(yaml) as Results).session_id).toBe(results.session_id);
  });

  test('a run whose results cannot go anywhere is refused before it sends anything', async () => {
    const server = await startHttpServer();
    const cwd = await makeFolder({ 'a-file': '', 'folder/a-file': '' });
    const long = 'long'.repeat(100);
    for (const where of [
      ['-o', 'a-file/a.json'],
      ['--report', 'html=a-file/a.html'],
      ['--har', 'folder'],
      ['-o', long],
      ['--bundle', `${long}/a.s3t`],
      ['--stream', 'a-file/a.ndjson'],
      ['--log-file', 'a-file/a.log'],
      ['-o', 'a.json', '--report', 'json=a.json'],
      ['-o', 'a.json', '--log-file', 'a.json'],
      ['--report', 'pdf=a.pdf'],
    ]) {
      const { code, stderr } = await runCommand(['run', example, '--endpoint-url', server.url, ...where], {
        cwd,
      });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringMatching(
          /a-file is not a folder|it is a folder|two results|too long|pdf=a\.pdf/,
        ),
      });
    }
    expect(server.requests).toEqual([]);
  });
});

describe('on a stream that is no terminal', () => {
  test('there is neither progress nor colour, also where the log says all', async () => {
    const { stdout, stderr } = await runCommand(['run', example, '--log-level', 'trace']);
    expect(stderr).toMatch(/step finished/);
    expect(`${stdout}${stderr}`).not.toContain('\u001b[');
    expect(stderr).not.toContain('in flight');
  });

  test('nothing but the log stands on stderr, as JSON where it is asked for', async () => {
    const { stderr } = await runCommand([
      'run',
      example,
      '--quiet',
      '--log-level',
      'info',
      '--log-format',
      'json',
    ]);
    const records = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.map(({ msg }) => msg)).toEqual(['run started', 'run finished']);
  });
});
