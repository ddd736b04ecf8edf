import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import { readAction, runStep, type StepResult } from '../support/composite-action.js';
import { makeFolder } from '../support/make-folder.js';
import { repository } from '../support/repository.js';
import { useServer } from '../support/use-server.js';

const server = useServer();
const action = await readAction(path.join(repository, 'action.yml'));

const keys = 'main=s3tester:s3tester-secret';
const scenario = (bucket: string) => `
test_cases:
  groups:
    - name: ${bucket}
      test: [{ operation: HeadBucket, parameters: { bucket: ${bucket} }, expected_result: { status_code: 404 } }]
`;

async function testStep(
  given: Readonly<Record<string, string>>,
  cwd: string | Promise<string> = makeFolder(),
): Promise<StepResult> {
  return runStep(action, 'test', { cwd: await cwd, given, folder: repository });
}

async function resultsIn(cwd: string): Promise<Results> {
  return JSON.parse(await readFile(path.join(cwd, 's3tester-reports', 'results.json'), 'utf8')) as Results;
}

describe('action.yml', () => {
  test('describes each input and output, and hands inputs to scripts as variables alone', () => {
    expect(action.runs.using).toBe('composite');
    for (const [name, { description }] of Object.entries({ ...action.inputs, ...action.outputs })) {
      expect(description, name).toMatch(/\w.*\.$/);
    }
    for (const { run = '', shell } of action.runs.steps.filter((step) => step.run !== undefined)) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
    const used = JSON.stringify(action.runs);
    expect(Object.keys(action.inputs).filter((name) => !used.includes(`inputs.${name}`))).toEqual([]);
    const others = action.runs.steps.flatMap(({ uses = [] }) => uses);
    expect(others).toEqual([
      expect.stringMatching(/^actions\/setup-node@v/),
      expect.stringMatching(/^actions\/upload-artifact@v/),
    ]);
  });

  test('is described input by input in docs/install.md', async () => {
    const text = await readFile(path.join(repository, 'docs', 'install.md'), 'utf8');
    const named = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(named).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)]);
  });
});

describe('the step that tests', () => {
  test('runs the suite with the keys and the words that it is given, and reports', async () => {
    const cwd = await makeFolder();
    const step = await testStep(
      {
        'endpoint-url': server.url,
        credentials: `\n  ${keys}\n`,
        arguments: "--case 'object/range/*' --exact",
      },
      cwd,
    );
    expect(step).toMatchObject({
      code: 0,
      outputs: {
        'exit-code': '0',
        results: 's3tester-reports/results.json',
        reports: 's3tester-reports',
      },
      summary: expect.stringContaining('## s3tester'),
    });
    const { cases } = await resultsIn(cwd);
    expect(cases.filter(({ id }) => id.startsWith('object/range/')).length).toBeGreaterThan(3);
    for (const name of ['junit.xml', 'report.html', 'report.md']) {
      expect(await readFile(path.join(cwd, 's3tester-reports', name), 'utf8'), name).not.toBe('');
    }
    expect(step.log).not.toContain('s3tester-secret');
  });

  test('runs scenarios, by name and by glob, and fails as they do', async () => {
    const cwd = await makeFolder({
      'one.yaml': scenario('one'),
      'more/two words.yaml': scenario('two'),
      'more/three.yaml': scenario('three').replace('404', '200'),
    });
    const given = { command: 'run', 'endpoint-url': server.url, credentials: keys };
    const step = await testStep({ ...given, configurations: 'one.yaml\nmore/*.yaml\n' }, cwd);
    expect(step).toMatchObject({ code: 1, outputs: { 'exit-code': '1' } });
    const { results } = await resultsIn(cwd);
    expect(results.map(({ group_name }) => group_name).sort()).toEqual(['one', 'three', 'two']);
    expect(step.summary).toContain('What went wrong');
    expect(await testStep({ ...given, configurations: 'one.yaml' })).toMatchObject({ code: 2, summary: '' });
  });

  test('fails with a baseline only for what is not in it', async () => {
    const cwd = await makeFolder({
      'known.yaml': 'known:\n  - { case: object/get/no-such-case, reason: none }\n',
    });
    const given = { 'endpoint-url': server.url, credentials: keys, arguments: '--case object/range/suffix' };
    const step = await testStep({ ...given, baseline: 'known.yaml' }, cwd);
    expect(step.log).toContain('object/get/no-such-case');
    expect(step.outputs['exit-code']).not.toBe('0');
    await writeFile(path.join(cwd, 'known.yaml'), 'known: []\n');
    expect(await testStep({ ...given, baseline: 'known.yaml' }, cwd)).toMatchObject({ code: 0 });
  });

  test('takes nothing in an input for a command of the shell', async () => {
    const cwd = await makeFolder({ '$(touch ran).yaml': scenario('one') });
    const step = await testStep(
      {
        command: 'run',
        'endpoint-url': server.url,
        configurations: '$(touch ran).yaml',
        credentials: 'main=`>ran`:$(touch ran);touch ran',
        arguments: '"--group" "$(touch ran)"',
      },
      cwd,
    );
    expect(step.code).toBe(2);
    expect(step.log).toContain('$(touch ran)');
    await expect(readFile(path.join(cwd, 'ran'))).rejects.toThrow('ENOENT');
  });

  test.each<readonly [wrong: string, given: Readonly<Record<string, string>>, said: string]>([
    ['command', { command: 'serve' }, 'the input "command" must be conformance or run, not "serve"'],
    ['baseline', { command: 'run', baseline: 'known.yaml' }, 'the input "baseline" is for the command'],
    ['configurations', { configurations: 'a.yaml' }, 'the input "configurations" is for the command "run"'],
    ['credentials', { credentials: 'hidden-secret' }, 'a line of the input "credentials" is not NAME='],
    ['arguments', { arguments: "--case 'a" }, 'the input "arguments" has a quote that does not end'],
  ])('refuses a wrong input: %s', async (_, given, said) => {
    const step = await testStep(given);
    expect(step).toMatchObject({ code: 2, outputs: { 'exit-code': '2' }, summary: '' });
    expect(step.log).toContain(`::error title=s3tester::${said}`);
    expect(step.log).not.toContain('hidden-secret');
  });

  test('gives the page of a job more than a comment takes, and the report as much as it takes', async () => {
    const steps = Array.from(
      { length: 300 },
      (_, index) =>
        `        - { operation: HeadBucket, parameters: { bucket: none-${index} }, expected_result: { status_code: 200 } }`,
    );
    const cwd = await makeFolder({
      'many.yaml': `test_cases:\n  groups:\n    - name: Many\n      test:\n${steps.join('\n')}\n`,
    });
    const given = {
      command: 'run',
      'endpoint-url': server.url,
      credentials: keys,
      configurations: 'many.yaml',
    };
    const { code, summary } = await testStep(given, cwd);
    const report = await readFile(path.join(cwd, 's3tester-reports', 'report.md'), 'utf8');
    expect(code).toBe(1);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(65_536);
    expect(summary).not.toContain('left out');
    expect(Buffer.byteLength(report)).toBeLessThan(65_536);
    expect(report).toMatch(/^… \d+ failures left out$/m);
  });
});
