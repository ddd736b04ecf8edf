import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startHttpServer } from '../support/http-server.js';
import { makeFolder } from '../support/make-folder.js';
import { runCommand } from '../support/run-command.js';

const scenario = (group: string, step: string) => `
config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
test_cases: { groups: [ { name: ${group}, test: [ ${step} ] } ] }
`;
const list = '{ operation: ListBuckets }';
const upload = (file: string) =>
  `{ operation: PutObject, parameters: { bucket: b, key: k, body: "${file}" } }`;

async function groupsOf(words: readonly string[], cwd: string) {
  const { code, stdout, stderr } = await runCommand(['list', 'groups', ...words, '-f', 'json'], { cwd });
  return code === 0 ? (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name) : stderr;
}

describe('configuration files', () => {
  test('are found by a glob that no shell expanded', async () => {
    const cwd = await makeFolder({
      'sc/b.yaml': scenario('B', list),
      'sc/a.yaml': scenario('A', list),
      'sc/[x].yaml': scenario('X', list),
    });
    expect(await groupsOf(['sc/?.yaml'], cwd)).toEqual(['A', 'B']);
    expect(await groupsOf(['-c', 'sc/{b,a}.yaml'], cwd)).toEqual(['A', 'B']);
    expect(await groupsOf(['sc/[x].yaml'], cwd)).toEqual(['X']);
    expect(await groupsOf(['sc/*.yml'], cwd)).toBe('s3tester: no file matches sc/*.yml\n');
    expect(await groupsOf(['sc/'], cwd)).toContain("= 'sc/*.yaml' names the files in it");
  });

  test('may be called s3tester.yml', async () => {
    const cwd = await makeFolder({ 's3tester.yml': scenario('Y', list) });
    expect(await groupsOf([], cwd)).toEqual(['Y']);
  });
});

describe('files that are sent', () => {
  test('need not be there for a dry run', async () => {
    const cwd = await makeFolder({ 's3tester.yaml': scenario('G', upload('file://./later.bin')) });
    expect(await runCommand(['run', '--dry-run'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect(await runCommand(['run'], { cwd })).toMatchObject({ code: 2 });
  });

  test('are named by a URL, percent-encoded or with localhost, and file_path by a path', async () => {
    const server = await startHttpServer(() => ({ body: '' }));
    const cwd = await makeFolder({ 'a b.txt': 'one', '%41.txt': 'two' });
    const steps = [
      upload('file://./a%20b.txt'),
      upload('file://./a b.txt'),
      upload(`file://localhost${path.join(cwd, 'a%20b.txt')}`),
      '{ operation: PutObject, parameters: { bucket: b, key: k, file_path: "%41.txt" } }',
    ];
    await writeFile(path.join(cwd, 's3tester.yaml'), scenario('G', steps.join(', ')));
    const { code, stdout } = await runCommand(['run', '--endpoint-url', server.url], { cwd });
    expect(code, stdout).toBe(0);
    const bodies = server.requests.filter(({ method }) => method === 'PUT').map(({ body }) => String(body));
    expect(bodies).toEqual(['one', 'one', 'one', 'two']);
  });

  test('are looked for beside the configuration; one that is there seen from the current folder is named', async () => {
    const cwd = await makeFolder({
      'sc/a.yaml': scenario('G', upload('file://sc/data.bin')),
      'sc/data.bin': 'x',
    });
    const { code, stderr } = await runCommand(['run', 'sc/a.yaml'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(`there is no file ${path.join('sc', 'sc', 'data.bin')}`);
    expect(stderr).toContain(`seen from the current folder, ${path.join('sc', 'data.bin')} is there`);
  });
});
