// Says what a newer version of @aws-sdk/client-s3 has and an older one lacks: operations, members, values of enumerations.
// Usage: node scripts/suite/new-in-sdk.js OLD NEW [FOLDER]; into FOLDER it writes the beginning of a case for each of them.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeStub } from './sdk/case-stub.js';
import { findAdditions } from './sdk/compare-apis.js';
import { readApi } from './sdk/read-api.js';

const run = promisify(execFile);
const [oldVersion, newVersion, folder] = process.argv.slice(2);
const suite = fileURLToPath(new URL('../../suite', import.meta.url));

if (oldVersion === undefined || newVersion === undefined) {
  process.stderr.write('usage: node scripts/suite/new-in-sdk.js OLD NEW [FOLDER]\n');
  process.exit(2);
}
if (folder !== undefined && !relative(suite, folder).startsWith('..')) {
  process.stderr.write(`${folder} is in the suite, which holds no unfinished cases\n`);
  process.exit(2);
}

const work = await mkdtemp(join(tmpdir(), 's3tester-sdk-'));
try {
  const [older, newer] = await Promise.all([oldVersion, newVersion].map(readVersion));
  if (older !== undefined && newer !== undefined) {
    await tell(findAdditions(older, newer));
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

/** @param {string} version */
async function readVersion(version) {
  const place = join(work, encodeURIComponent(version));
  await mkdir(place);
  await writeFile(join(place, 'package.json'), '{}');
  const options = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
  // On Windows npm is a script, which only a shell can start.
  await run('npm', [...options, `@aws-sdk/client-s3@${version}`], {
    cwd: place,
    shell: process.platform === 'win32',
  });
  return readApi(place);
}

/** @param {readonly import('./sdk/compare-apis.js').Addition[]} additions */
async function tell(additions) {
  for (const { kind, name, operations } of additions) {
    process.stdout.write(
      `${kind.padEnd(10)} ${name}${operations.length > 0 ? `  (${operations.join(', ')})` : ''}\n`,
    );
  }
  process.stdout.write(`${additions.length} new in ${newVersion}\n`);
  if (folder === undefined) {
    return;
  }
  await mkdir(folder, { recursive: true });
  for (const addition of additions) {
    const { name, text } = writeStub(addition);
    await writeFile(join(folder, name), text);
  }
}
