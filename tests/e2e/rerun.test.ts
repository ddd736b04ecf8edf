import { createHash, randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CaseResult, Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { type CommandResult, runCommand, runLine, startCommand } from '../support/run-command.js';

const secret = 's3tester-secret';
const env = {
  S3TESTER_CREDENTIAL_MAIN: `s3tester:${secret}`,
  S3TESTER_CREDENTIAL_ALT: 's3tester-alt:s3tester-alt-secret',
};

const faults = [
  'content-type-lost',
  'copy-conditions-ignored',
  'user-metadata-lost',
  'checksum-not-verified',
  'policy-ignored',
  'bucket-name-not-checked',
  'versions-end-after-a-page',
  'part-order-not-checked',
];
const features = ['objects', 'copy', 'checksums', 'buckets', 'bucket-policy', 'multipart'];

/** The built command against a server with faults in a process of its own, and all that it reports. */
const state = { endpoint: '', folder: '' };

beforeAll(async () => {
  state.folder = await makeFolder();
  const server = startCommand(['serve', '--port', '0', ...faults.flatMap((name) => ['--fault', name])]);
  await server.says('http://127.0.0.1:');
  state.endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec(server.firstLine())?.[0] ?? '';
  const credentials = Object.entries(env).flatMap(([name, keys]) => [
    '--credential',
    `${name.slice('S3TESTER_CREDENTIAL_'.length).toLowerCase()}=${keys}`,
  ]);
  const reports = ['table=r.txt', 'html=r.html', 'markdown=r.md', 'junit=r.xml', 'yaml=r.yaml'];
  const { code, stderr } = await runCommand(
    [
      ...['conformance', '--endpoint-url', state.endpoint, ...credentials],
      ...features.flatMap((name) => ['--feature', name]),
      ...['--format', 'json', '-o', 'r.json'],
      ...reports.flatMap((report) => ['--report', report]),
    ],
    // The summary of a job takes more than a comment: room for all.
    { cwd: state.folder, env: { GITHUB_STEP_SUMMARY: path.join(state.folder, 'r.md') } },
  );
  expect({ code, stderr }).toMatchObject({ code: 1 });
}, 300_000);

const readReport = (name: string): Promise<string> => readFile(path.join(state.folder, name), 'utf8');

async function failedCases(): Promise<readonly CaseResult[]> {
  const { cases } = JSON.parse(await readReport('r.json')) as Results;
  return cases.filter(({ verdict }) => verdict === 'fail');
}

/** Runs a command that a report printed, as a shell does; `s3tester` is the built command. */
function runPrinted(command: string, more = ''): Promise<CommandResult> {
  const words = command.replace(/^s3tester /, '');
  return runLine(`${words} ${more}`, { cwd: state.folder, env });
}

/** What the choice of this run follows from: a failure names it, and `RERUN_SEED` makes the same choice again. */
const seed = process.env.RERUN_SEED ?? String(randomInt(2 ** 31));

/** Twenty of them, by the seed: each run of the tests tries others. */
function twentyOf(commands: readonly string[]): readonly string[] {
  const orderOf = (command: string) => createHash('sha256').update(`${seed} ${command}`).digest('hex');
  return commands.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)).slice(0, 20);
}

const withoutEscapes = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

test.each(['r.txt', 'r.html', 'r.md', 'r.xml', 'r.yaml'])(
  '%s has the command of every case that failed, and no secret',
  async (name) => {
    const written = await readReport(name);
    const report =
      name === 'r.yaml' ? written.replaceAll(/\n +/g, ' ').replaceAll('\\"', '"') : withoutEscapes(written);
    const missing = (await failedCases()).filter(({ reproduce = 'none' }) => !report.includes(reproduce));
    expect(missing.map(({ reproduce }) => reproduce)).toEqual([]);
    expect(report).not.toContain(secret);
  },
);

test('twenty random commands of the table run one case each, with the verdict that it had', async () => {
  const failed = await failedCases();
  expect(failed.length).toBeGreaterThanOrEqual(20);
  expect(failed.some(({ id }) => id.endsWith(']'))).toBe(true);
  const printed = [...(await readReport('r.txt')).matchAll(/^ +(s3tester conformance .*)$/gm)];
  const commands = twentyOf(printed.map(([, command = '']) => command));
  expect(new Set(commands).size).toBe(20);
  const before = new Map(failed.map((one) => [one.reproduce, one]));
  const verdicts = [];
  for (const [index, command] of commands.entries()) {
    const file = `again-${index}.json`;
    const { code, stderr } = await runPrinted(command, `--format json -o ${file}`);
    expect({ seed, command, stderr, code }).toMatchObject({ code: 1 });
    const { cases } = JSON.parse(await readReport(file)) as Results;
    verdicts.push({ command, cases: cases.map(({ id, verdict, kind }) => [id, verdict, kind]) });
  }
  const expected = commands.map((command) => {
    const one = before.get(command);
    return { command, cases: [[one?.id, one?.verdict, one?.kind]] };
  });
  expect({ seed, verdicts }).toEqual({ seed, verdicts: expected });
}, 300_000);

describe('--keep', () => {
  test('leaves the bucket of a case that failed, on which its curl line works, until clean removes it', async () => {
    const found = (await failedCases()).find(({ reproduce, id }) => reproduce && id.startsWith('object/'));
    const stateFolder = await makeFolder();
    const kept = { ...env, S3TESTER_STATE_DIR: stateFolder };
    const line = `${found?.reproduce?.replace(/^s3tester /, '')} --keep --format json -o kept.json`;
    const { stderr } = await runLine(line, { cwd: state.folder, env: kept });
    const results = JSON.parse(await readReport('kept.json')) as Results;
    const [bucket = 'none'] = results.cases.flatMap((one) => one.kept ?? []);
    expect(stderr).toContain(`kept ${bucket} of ${found?.id}`);
    expect(stderr).toContain('s3tester clean removes what was kept');
    const curl = results.results.find(({ status }) => status === 'fail')?.reproduce ?? '';
    expect(curl).toContain(bucket);
    const asked = await fetch(`${state.endpoint}/${bucket}`);
    expect([200, 403]).toContain(asked.status);
    const cleaned = await runCommand(['clean', '--endpoint-url', state.endpoint], { env: kept });
    expect(cleaned).toMatchObject({ code: 0 });
    expect((await fetch(`${state.endpoint}/${bucket}`)).status).toBe(404);
  }, 60_000);

  test('is refused where the server ends with the run, with what to do instead', async () => {
    const { code, stderr } = await runCommand([
      ...['conformance', '--endpoint-url', 'embedded', '--case', 'object/**', '--keep'],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('the embedded one ends with the run');
    expect(stderr).toContain('s3tester serve');
  });
});

test('a file is run again by its name and the case', async () => {
  const file = path.join(state.folder, 'mine.yaml');
  await writeFile(
    file,
    `test_cases:
  groups:
    - name: Mine
      test:
        - case: wrong (really)
          fixtures: { bucket: own }
          for_each: [one, two]
          steps:
            - operation: GetObject
              parameters: { bucket: "\${bucket}", key: missing }
              expected_result: { error_code: NoSuchBucket }
        - case: right
          steps: [{ operation: ListBuckets }]
`,
  );
  const words = ['run', file, '--endpoint-url', state.endpoint, '--credential', `main=s3tester:${secret}`];
  await runCommand([...words, '--format', 'json', '-o', 'mine.json'], { cwd: state.folder });
  const before = JSON.parse(await readReport('mine.json')) as Results;
  const wrong = before.cases.filter(({ verdict }) => verdict === 'fail');
  expect(wrong.map(({ id, place }) => [id, place])).toEqual([
    ['Mine/wrong (really)[one]', `${file}:5`],
    ['Mine/wrong (really)[two]', `${file}:5`],
  ]);
  const again = await runPrinted(wrong[1]?.reproduce ?? '', '--format json -o mine-again.json');
  expect(again.code).toBe(1);
  const { cases } = JSON.parse(await readReport('mine-again.json')) as Results;
  expect(cases.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['Mine/wrong (really)[one]', 'skipped'],
    ['Mine/wrong (really)[two]', 'fail'],
    ['Mine/right', 'skipped'],
  ]);
}, 60_000);
