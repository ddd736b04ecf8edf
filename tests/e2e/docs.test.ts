import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { fileReader } from '../../src/app/file-reader.js';
import { processIo } from '../../src/cli/io.js';
import { makeProgram } from '../../src/cli/program.js';
import { configurationSchema } from '../../src/config/schema.js';
import { loadSuite, readBaseline } from '../../src/conformance/index.js';
import type { Results, StepResult } from '../../src/results/types.js';
import { matchesCase } from '../../src/runner/index.js';
import { type RunningServer, startServer } from '../../src/server/index.js';
import { leaveOut } from '../support/leave-out.js';
import { makeFolder } from '../support/make-folder.js';
import { readSnippets, type Snippet } from '../support/markdown-snippets.js';
import { startRecipeServer } from '../support/recipes.js';
import { repository } from '../support/repository.js';
import { runInProcess } from '../support/run-in-process.js';

/*
 * Every fenced block of the documentation is run:
 *
 *   yaml          a list of steps: as a case of its own, whose bucket holds hello.txt; a whole configuration: as it is;
 *                 other keys of a configuration: with a step that lists buckets. Must pass.
 *   yaml fails    the same, and must fail.
 *   yaml part     is only written, for blocks that follow. (So is any block whose first line is `# name.yaml`.)
 *   yaml ci       belongs to another program: parsed.
 *   yaml baseline is a baseline, whose entries all name cases of the suite.
 *   sh            run in a folder with those files, the examples and the profiles, with `s3tester` and `npx` at hand.
 *   sh cluster    needs an engine that is not at hand: only its syntax is checked.
 *   console       commands after `$ `, and what they say, up to times, ports and ids. A line `…` stands for any lines.
 *   console fault=NAME
 *                 the same, where http://127.0.0.1:9000 is a server with that fault.
 *   js            run by node; `text` right after it is what it says.
 *   js vitest     run by vitest. (`js jest` is run by Jest: tests/clients/jest.js.)
 *   json          parsed.
 *   python        is run by tests/clients/docs-python.js.
 */

const documents = [
  'README.md',
  ...(await readdir(path.join(repository, 'docs')))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const snippetsOf = new Map<string, readonly Snippet[]>();
for (const document of documents) {
  snippetsOf.set(document, await readSnippets(path.join(repository, document), document));
}
const known = ['yaml', 'sh', 'console', 'js', 'json', 'text', 'python'];
const server = { url: '' };
let running: RunningServer;
let suiteIds: readonly string[] = [];

beforeAll(async () => {
  const { suite } = await loadSuite(path.join(repository, 'suite'), fileReader, {});
  suiteIds = suite?.cases.map(({ id }) => id) ?? [];
  running = await startServer({
    users: [
      { name: 'main', accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' },
      { name: 'alt', accessKey: 'ALTKEY', secretKey: 'ALTSECRET' },
    ],
  });
  server.url = running.url;
});

afterAll(async () => {
  await running.close();
});

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The variables that all is run with; none of this machine could change the outcome. */
function variablesOf(cwd: string): Record<string, string> {
  return {
    PATH: `${path.join(cwd, 'bin')}${path.delimiter}${process.env.PATH}`,
    HOME: cwd,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_CONFIG_FILE: path.join(cwd, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(cwd, 'no-such-file'),
    S3TESTER_STATE_DIR: path.join(cwd, 'state'),
  };
}

/** Runs a program in a folder. */
function execute(file: string, args: readonly string[], cwd: string): Promise<Said> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env: variablesOf(cwd), maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

const program = path.join(repository, 'bin', 's3tester.js');

async function makeWorkplace(): Promise<string> {
  const shim = `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`;
  const keys = 'aws_access_key_id = ACCESSKEY\naws_secret_access_key = SECRETKEY\n';
  const folder = await makeFolder({
    'bin/s3tester': shim,
    'bin/npx': '#!/bin/sh\nexec "$@"\n',
    'company-ca.pem': `${rootCertificates[0]}\n`,
    'aws-config': `[profile my-profile]\n${keys}\n[profile readonly]\n${keys}`,
  });
  for (const name of ['s3tester', 'npx']) {
    await chmod(path.join(folder, 'bin', name), 0o755);
  }
  await cp(path.join(repository, 'examples'), path.join(folder, 'examples'), { recursive: true });
  await symlink(path.join(repository, 'profiles'), path.join(folder, 'profiles'), 'junction');
  await mkdir(path.join(folder, 'node_modules'));
  const modulesOf = (name: string) => path.join(repository, 'node_modules', name);
  const packages = {
    s3tester: repository,
    '@aws-sdk': modulesOf('@aws-sdk'),
    vitest: modulesOf('vitest'),
  };
  for (const [name, target] of Object.entries(packages)) {
    await symlink(target, path.join(folder, 'node_modules', name), 'junction');
  }
  return folder;
}

const users = `config:
  endpoint_url: embedded
  credentials:
    - { name: main, access_key: demo, secret_key: demo-secret }
    - { name: alt, access_key: alt, secret_key: alt-secret }
    - { name: public, anonymous: true }
`;

function indent(text: string, width: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(width));
}

function isList({ text }: Snippet): boolean {
  return /^(?:#.*\n)*- /.test(text);
}

/** A group with the steps of a snippet: its cases as they are, other steps as a case with a bucket. */
function groupOf({ text, place }: Snippet): string {
  const head = `    - name: "${place}"\n      credential: main\n      test:\n`;
  if (/^- case:/m.test(text)) {
    return `${head}${indent(text, 8)}`;
  }
  return `${head}        - case: snippet
          fixtures:
            bucket: own
            public_access: allowed
            objects: [{ key: hello.txt, body: "Hello, S3!" }]
          steps:
${indent(text, 12)}`;
}

/** A snippet of other keys as a whole configuration. */
function complete({ text }: Snippet): string {
  const keys = Object.keys(parse(text, { logLevel: 'silent' }) as object);
  const whole = keys.includes('config') || keys.includes('include') ? text : `${users}${text}`;
  return keys.some((key) => ['test_cases', 'cases', 'include'].includes(key))
    ? whole
    : `${whole}\ntest_cases:\n  groups:\n    - name: Snippet\n      test:\n        - operation: ListBuckets\n`;
}

async function runConfiguration(
  file: string,
  folder: string,
): Promise<{ readonly code: number | null; readonly steps: readonly StepResult[]; readonly stderr: string }> {
  const words = ['run', file, '--endpoint-url', 'embedded', '--format', 'json'];
  const { code, stdout, stderr } = await runInProcess(words, { cwd: folder, env: variablesOf(folder) });
  return { code, steps: stdout === '' || code === 2 ? [] : (JSON.parse(stdout) as Results).results, stderr };
}

/** Whether a step was left out because its own `if` or `skip` says so. */
function isAskedFor(skipReason: string | null, text: string): boolean {
  if (skipReason === null) {
    return false;
  }
  return skipReason.startsWith('if: ') || text.includes(`skip: ${skipReason}`);
}

/** What is wrong with the steps, as a text to read. */
function describeFailures(steps: readonly StepResult[], text: string): string {
  const bad = steps.filter(({ status, skip_reason }) => status !== 'pass' && !isAskedFor(skip_reason, text));
  return bad
    .map(
      (step) =>
        `${step.step} ${step.operation_name}: ${step.error_message ?? step.skip_reason ?? ''} ${JSON.stringify(step.mismatches)}`,
    )
    .join('\n');
}

/** Runs all lists of steps of a document at once. */
async function runLists(lists: readonly Snippet[], folder: string): Promise<readonly StepResult[]> {
  const file = path.join(folder, 'steps.yaml');
  await writeFile(file, `${users}test_cases:\n  groups:\n${lists.map(groupOf).join('')}`);
  const { steps, stderr } = await runConfiguration(file, folder);
  if (steps.length === 0) {
    throw new Error(stderr);
  }
  return steps;
}

async function runYaml(snippet: Snippet, name: string, folder: string): Promise<void> {
  const { text, remarks } = snippet;
  const own = /^# (\S+\.ya?ml)\n/.exec(text)?.[1];
  const file = own ?? name;
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  if (remarks.includes('ci')) {
    expect(
      parseAllDocuments(text).flatMap((document) => ('errors' in document ? document.errors : [])),
    ).toEqual([]);
    return;
  }
  if (remarks.includes('baseline')) {
    const { baseline, diagnostics } = await readBaseline({ name: file, text });
    expect(diagnostics).toEqual([]);
    const strangers = baseline?.known.filter(
      (entry) => !suiteIds.some((id) => id === entry.case || matchesCase(id, entry.case)),
    );
    expect(strangers).toEqual([]);
    return;
  }
  await writeFile(path.join(folder, file), own === undefined ? complete(snippet) : text);
  if (remarks.includes('part')) {
    return;
  }
  const { code, steps, stderr } = await runConfiguration(file, folder);
  expect(code, `${stderr}\n${describeFailures(steps, text)}`).toBe(remarks.includes('fails') ? 1 : 0);
  expect(steps.some(({ status }) => status === 'pass')).toBe(true);
}

/** Puts real addresses for those of the text; what only installs or tests this repository is left out. */
function prepareShell(text: string, url = server.url): string {
  return text
    .replaceAll(/^npm (?:ci && npm test|install .*)$/gm, '')
    .replaceAll('npm ci && ', '')
    .replaceAll(/http:\/\/127\.0\.0\.1:(?:9000|8080)/g, url)
    .replaceAll(/https:\/\/s3\.[a-z0-9-]+\.amazonaws\.com/g, 'embedded');
}

/** What a program said, without what differs from run to run. */
function normalize(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\b\d+(?:\.\d+)? m?s\b/g, 'TIME')
    .replaceAll(/\b[0-9A-F]{16}\b/g, 'ID')
    .replaceAll(/\b[0-9a-f]{8}\b/g, 'RUN')
    .replaceAll(/\bs3tester-RUN-\d+-[a-z0-9]+/g, 's3tester-RUN-BUCKET')
    .replaceAll(/plan [0-9a-f]{12}\b/g, 'PLAN')
    .replaceAll(/\b\d+\/\d+\b|\b\d+ of \d+\b/g, 'SCORE')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/**
 * The same without what stderr says beside a table where it is no terminal: failures as they happen, and the line that sums
 * a run up.
 */
function asOnTerminal(text: string): string {
  const all = text.trimEnd().split('\n');
  const lines = all.slice(all.findIndex((line) => !/^[✗!] /.test(line)));
  const [before = '', totals = '', summary] = lines.slice(-3);
  const isRepeated = summary !== undefined && [totals, `${before} · ${totals}`].includes(summary);
  return (isRepeated ? lines.slice(0, -1) : lines).join('\n');
}

async function runConsole(text: string, folder: string, url?: string): Promise<void> {
  const [, ...parts] = `\n${text}`.split(/^\$ /m);
  for (const part of parts) {
    const [command = '', ...expected] = part.split('\n');
    const { stdout } = await execute('sh', ['-c', `(${prepareShell(command, url)}) 2>&1 | cat`], folder);
    const said = normalize(asOnTerminal(stdout));
    const shown = normalize(expected.join('\n'));
    expect(leaveOut(said, shown.split(/^…$/m)), command).toBe(shown);
  }
}

/** Runs commands against a server with a fault. */
async function runAgainstFault(text: string, fault: string, folder: string): Promise<void> {
  const faulty = await startRecipeServer([fault]);
  try {
    await runConsole(text, folder, faulty.url);
  } finally {
    await faulty.close();
  }
}

function faultOf({ remarks }: Snippet): string | undefined {
  return remarks.map((remark) => /^fault=(.+)$/.exec(remark)?.[1]).find((fault) => fault !== undefined);
}

async function runScript(
  text: string,
  next: Snippet | undefined,
  name: string,
  folder: string,
): Promise<void> {
  await writeFile(path.join(folder, name), text);
  const { code, stdout, stderr } = await execute(process.execPath, [name], folder);
  expect(stderr).toBe('');
  expect(code, stdout).toBe(0);
  if (next?.language === 'text') {
    expect(normalize(stdout)).toBe(normalize(next.text));
  }
}

async function runVitest(text: string, name: string, folder: string): Promise<void> {
  await writeFile(path.join(folder, name), text);
  const vitest = path.join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  const { code, stdout, stderr } = await execute(process.execPath, [vitest, 'run', name], folder);
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  expect(stdout).toContain('1 passed');
}

/** Every key of the language, but for the parameters of operations, by what holds it. */
function keysOf(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') {
    return [];
  }
  const { properties = {} } = schema as { readonly properties?: object };
  const inner = Object.entries(schema).filter(([name]) => !/^(?:s3\.|operation_parameters$)/.test(name));
  return [...Object.keys(properties), ...inner.flatMap(([, value]) => keysOf(value))];
}

test('every key of the language stands in an example that runs', () => {
  const yaml = [...snippetsOf.values()].flat().filter(({ language }) => language === 'yaml');
  const text = yaml.map((snippet) => snippet.text).join('\n');
  const missing = [...new Set(keysOf(configurationSchema()))].filter(
    (key) => !new RegExp(`\\b${key}:`).test(text),
  );
  expect(missing).toEqual([]);
});

function optionsOf(command: CommandUnknownOpts): string[] {
  const own = command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? '');
  return [...own, ...command.commands.flatMap(optionsOf)];
}

test('docs/cli.md has every command and option', async () => {
  const text = await readFile(path.join(repository, 'docs', 'cli.md'), 'utf8');
  const program = makeProgram(processIo());
  const commands = program.commands.map((command) => command.name());
  expect(commands.filter((name) => !new RegExp(`^## .*\\b${name}\\b`, 'm').test(text))).toEqual([]);
  expect([...new Set(optionsOf(program))].filter((name) => !text.includes(`${name}`))).toEqual([]);
});

describe.skipIf(process.platform === 'win32').each(documents)('%s', (document) => {
  let folder: string;

  beforeAll(async () => {
    folder = await makeWorkplace();
  });

  const snippets = snippetsOf.get(document) ?? [];
  const lists = snippets.filter((snippet) => snippet.language === 'yaml' && isList(snippet));
  let ofLists: Promise<readonly StepResult[]> | undefined;

  test.each(snippets.map((snippet, index) => ({ ...snippet, index })))(
    '$language at $place',
    async ({ index }) => {
      const snippet = snippets[index] ?? expect.fail();
      const { language, remarks, text, place } = snippet;
      expect(known).toContain(language);
      if (lists.includes(snippet)) {
        ofLists ??= runLists(lists, folder);
        const steps = (await ofLists).filter(({ group_name }) => group_name === place);
        expect(describeFailures(steps, text)).toBe('');
        expect(steps.some(({ status }) => status === 'pass')).toBe(true);
      } else if (language === 'yaml') {
        await runYaml(snippet, `snippet-${index}.yaml`, folder);
      }
      if (language === 'json') {
        JSON.parse(text);
      }
      if (language === 'console') {
        const fault = faultOf(snippet);
        await (fault === undefined ? runConsole(text, folder) : runAgainstFault(text, fault, folder));
      }
      if (language === 'sh') {
        const flags = remarks.includes('cluster') ? '-nc' : '-ec';
        const { code, stdout, stderr } = await execute('sh', [flags, prepareShell(text)], folder);
        expect(code, `${stdout}\n${stderr}`).toBe(0);
      }
      if (language !== 'js' || remarks.includes('jest')) {
        return;
      }
      if (remarks.includes('vitest')) {
        await runVitest(text, `snippet-${index}.test.mjs`, folder);
      } else {
        await runScript(text, snippets[index + 1], `snippet-${index}.mjs`, folder);
      }
    },
  );

  test('links lead somewhere', async () => {
    const text = await readFile(path.join(repository, document), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => !existsSync(path.join(repository, path.dirname(document), link)));
    expect(broken).toEqual([]);
  });
});
