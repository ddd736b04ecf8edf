import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repository } from './repository.js';

const lock = path.join(repository, 'node_modules', '.s3tester-build');
const longestBuild = 60_000;

/** Builds `dist` once before all tests, where it is missing or older than what it is made of: the tests of the command run it. */
export async function setup(): Promise<void> {
  if (!isStale()) {
    return;
  }
  const isMine = await takeLock();
  try {
    if (isMine && isStale()) {
      build();
    }
  } finally {
    if (isMine) {
      rmdirSync(lock);
    }
  }
}

/** The last that a build writes. */
const built = path.join(repository, 'dist', 'suite.json');

/** The compiler writes what it can even where types are wrong, and `npm run typecheck` is what judges these. */
function build(): void {
  const compiler = path.join('node_modules', 'typescript', 'bin', 'tsc');
  const output = [
    [compiler, '-p', 'tsconfig.build.json'],
    [path.join('scripts', 'bundle.js')],
    [path.join('scripts', 'store-suite.js')],
  ].map((words) => spawnSync(process.execPath, words, { cwd: repository, encoding: 'utf8' }));
  if (!existsSync(built)) {
    throw new Error(`no build: ${output.map(({ stdout, stderr }) => stdout + stderr).join('\n')}`);
  }
}

function isStale(): boolean {
  const sources = ['src', 'suite'].map((folder) => newestIn(path.join(repository, folder)));
  return !existsSync(built) || Math.max(...sources) > statSync(built).mtimeMs;
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    ...entries
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );
}

/** Several test runs in one folder must not build at the same time: who comes second waits for the first. */
async function takeLock(): Promise<boolean> {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const until = Date.now() + longestBuild;
    while (existsSync(lock) && Date.now() < until) {
      await sleep(100);
    }
    return false;
  }
}
