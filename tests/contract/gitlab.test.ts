import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Results } from '../../src/results/types.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { runScript } from '../support/run-command.js';
import { useServer } from '../support/use-server.js';

const server = useServer();
const file = path.join(repository, 'deploy', 'gitlab', 's3tester.gitlab-ci.yml');

interface Job {
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly paths: readonly string[]; readonly reports: object };
}

/** Runs the job as the runner does: all lines in one shell, which the first one that fails ends. */
async function runJob(job: Job, variables: Readonly<Record<string, string>>, cwd: string) {
  const shim = `#!/bin/sh\nexec "${process.execPath}" "${path.join(repository, 'bin', 's3tester.js')}" "$@"\n`;
  const bin = await makeFolder({ s3tester: shim });
  await chmod(path.join(bin, 's3tester'), 0o755);
  const lines = ['set -e', ...job.before_script, ...job.script];
  return runScript(lines.join('\n'), {
    cwd,
    env: { ...job.variables, ...variables, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
  });
}

test('the job of deploy/gitlab runs what it is told, keeps the reports, and fails as the command does', async () => {
  const { '.s3tester': job = expect.fail() } = parse(await readFile(file, 'utf8')) as Record<string, Job>;
  expect(job.artifacts).toEqual({
    when: 'always',
    paths: ['$S3T_REPORTS'],
    reports: { junit: '$S3T_REPORTS/junit.xml' },
  });
  const cwd = await makeFolder();
  const keys = { S3TESTER_CREDENTIAL_MAIN: 's3tester:s3tester-secret' };
  const words = `conformance --endpoint-url ${server.url} --case object/range/suffix`;
  const passed = await runJob(job, { ...keys, S3T_ARGUMENTS: words }, cwd);
  expect(passed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  const results = await readFile(path.join(cwd, 's3tester-reports', 'results.json'), 'utf8');
  expect((JSON.parse(results) as Results).cases.map(({ verdict }) => verdict)).toContain('pass');
  expect(await readFile(path.join(cwd, 's3tester-reports', 'junit.xml'), 'utf8')).toContain('<testsuite ');
  const wrong = await runJob(job, { ...keys, S3T_ARGUMENTS: `${words} --baseline none.yaml` }, cwd);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('none.yaml') });
});

test('the file says which variables the job takes, and names keys by variables alone', async () => {
  const text = await readFile(file, 'utf8');
  const { '.s3tester': job = expect.fail() } = parse(text) as Record<string, Job>;
  const used = new Set(text.match(/S3T_[A-Z]+/g));
  expect([...used].sort()).toEqual(Object.keys(job.variables).sort());
  expect(text).not.toMatch(/S3TESTER_CREDENTIAL_\w+:\s|--credential/);
});
