// Installs the package as docs/install.md tells, outside the repository: from the tarball that `npm pack` makes of this build,
// and from git, where npm builds it. npm must have nothing to ask about it, and the command must run.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTally } from './deploy/tally.js';
import { observeCommand } from './servers/lib/run-command.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = await mkdtemp(join(tmpdir(), 's3tester-installs-'));
// A project of its own: what npm tells the scripts of this one must not reach the other.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
const { count, close } = makeTally('installs');

/**
 * @param {string} cwd
 * @param {readonly string[]} words of npm
 */
const npm = (cwd, ...words) => observeCommand('npm', ['--no-audit', '--no-fund', ...words], { cwd, env });

/**
 * @param {string} way
 * @param {string} what npm is to install
 */
async function install(way, what) {
  const project = await mkdtemp(join(scratch, 'project-'));
  await writeFile(join(project, 'package.json'), '{ "private": true }\n');
  const { status, output } = await npm(project, 'install', '--save-dev', what);
  count(`npm installs ${way}`, status === 0);
  count(`npm has nothing to ask about ${way}`, !/warn.*s3tester@|install-scripts/.test(output));
  const ran = await npm(project, 'exec', '--no', '--', 's3tester', 'run', example);
  count(`${way} runs`, ran.status === 0 && /100 % passed/.test(ran.output));
  if (status !== 0 || ran.status !== 0) {
    console.log(`${output}\n${ran.output}`);
  }
}

const example = join('node_modules', 's3tester', 'examples', 'basic-config.yaml');
const packed = await npm(root, 'pack', '--ignore-scripts', '--silent', '--pack-destination', scratch);
await install('the tarball', join(scratch, packed.stdout.trim()));
await install('the git URL', `git+file://${root.replaceAll('\\', '/')}`);

await rm(scratch, { recursive: true, force: true });
close();
