// Runs the executable that `npm run build:binary` made, in a folder that has nothing but it, and without Node.js at hand: what it
// promises must hold as it does for the package.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTally } from './deploy/tally.js';
import { observeCommand } from './servers/lib/run-command.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const name = process.platform === 'win32' ? 's3tester.exe' : 's3tester';
const largest = 130e6;
const scratch = await mkdtemp(join(tmpdir(), 's3tester-binary-'));
const program = join(scratch, name);
await copyFile(join(root, 'build', name), program);
await cp(join(root, 'examples'), join(scratch, 'examples'), { recursive: true });

const { count, close } = makeTally('binary');
const env = { PATH: scratch, HOME: scratch, USERPROFILE: scratch, TMPDIR: scratch };

/** @param {readonly string[]} words */
const run = (...words) => observeCommand(program, words, { cwd: scratch, env, timeout: 300 });

/** @param {string} file */
const fromRoot = (file) => readFile(join(root, file), 'utf8');

/**
 * @param {readonly string[]} words
 * @param {number} status
 * @param {RegExp} said
 */
async function ends(words, status, said) {
  const { status: actual, output } = await run(...words);
  count(`${words.join(' ')} ends with ${status}, and says ${said}`, actual === status && said.test(output));
  if (actual !== status || !said.test(output)) {
    console.log(`  ${actual}: ${output}`);
  }
}

const { size } = await stat(program);
count(`it has ${Math.round(size / 1e6)} MB, and at most ${largest / 1e6}`, size <= largest);

const { version } = JSON.parse(await fromRoot('package.json'));
count('--version', (await run('--version')).stdout === `${version}\n`);
count(
  'schema is the published one',
  (await run('schema')).stdout === (await fromRoot('schema/s3tester.schema.json')),
);
const listed = JSON.parse((await run('list', 'cases', '--format', 'json')).stdout);
count(`list cases has the whole suite, ${listed.length}`, listed.length > 900);

await ends(['run', 'examples/basic-config.yaml'], 0, /\d+ passed · 100 % passed/);
await ends(['run', 'examples/advanced-config.yaml'], 0, /100 % passed/);
const endpoint = ['--endpoint-url', 'embedded'];
await ends(['conformance', '--feature', 'buckets', ...endpoint], 0, /cases work for clients/);
const failing = (await fromRoot('examples/basic-config.yaml')).replace(
  /error_code: \w+/,
  'error_code: NoSuchUpload',
);
await writeFile(join(scratch, 'failing.yaml'), failing);
await ends(['run', 'failing.yaml'], 1, /expected NoSuchUpload/);
await ends(['run', 'none.yaml'], 2, /none\.yaml/);
await ends(['run', 'examples/basic-config.yaml', '--reprot', 'x'], 2, /--report/);
await ends(
  ['run', 'examples/basic-config.yaml', '--endpoint-url', 'http://127.0.0.1:9'],
  3,
  /127\.0\.0\.1:9/,
);
await ends(['completion', 'bash'], 0, /complete /);
await ends(['consistency', '--duration', '2s'], 0, /no violation was found/);

const results = join(scratch, 'results.json');
await run(
  'conformance',
  '--case',
  'object/range/suffix',
  ...endpoint,
  '--format',
  'json',
  '--output',
  results,
);
await ends(['merge', results, '--report', `html=${results}.html`], 0, /1 of 1 case works/);
await ends(['run', join(program, 'suite', 'object', 'annotations.yaml'), ...endpoint], 0, /passed/);

const server = spawn(program, ['serve', '--port', '0'], { cwd: scratch, env });
const [line] = await once(server.stdout.setEncoding('utf8'), 'data');
const answer = await fetch(line.trim().split(/\s/)[0] ?? '');
count('serve answers', answer.headers.get('server') === `s3tester-reference/${version}`);
server.kill('SIGTERM');
const [code] = await once(server, 'exit');
count('serve ends at a signal', code === 0);

await rm(scratch, { recursive: true, force: true });
close();
