// Records what each version of each SDK puts on the wire for the ten common calls, on the embedded server, and writes it as
// profiles/sdk/NAME@VERSION.yaml, a scenario that replays it, and NAME@VERSION.need.yaml, what it needs of a server.
// Usage: node scripts/dialects/record.js [NAME | NAME@VERSION …]; installs the SDKs outside the repository.
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCacheFolder } from '../servers/lib/cache-folder.js';
import { runCommand } from '../servers/lib/run-command.js';
import { dialects } from './dialects.js';

const command = fileURLToPath(new URL('../../bin/s3tester.js', import.meta.url));
const target = fileURLToPath(new URL('../../profiles/sdk/', import.meta.url));
const largeBytes = 3 * 1024 * 1024;

const asked = process.argv.slice(2);
const chosen = dialects.filter(
  ({ name, short }) => asked.length === 0 || asked.includes(name) || asked.includes(`${name}@${short}`),
);
if (chosen.length === 0) {
  process.stdout.write(`known: ${dialects.map(({ name, short }) => `${name}@${short}`).join(', ')}\n`);
  process.exit(2);
}
const folder = await mkdtemp(join(tmpdir(), 's3tester-dialects-'));
try {
  const large = join(folder, 'large.bin');
  await writeFile(large, Buffer.alloc(largeBytes, 'l'));
  for (const dialect of chosen) {
    process.stdout.write(`${dialect.name}@${dialect.short}: ${await record(dialect, large)}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {import('./dialects.js').Dialect} dialect
 * @param {string} large
 */
async function record({ name, version, short, install }, large) {
  const { words, env = {} } = await install(findCacheFolder());
  const { startServer } = await import('s3tester/server');
  const bucket = 'dialect';
  const server = await startServer({ buckets: [bucket] });
  const scenario = join(folder, `${name}@${short}.yaml`);
  const need = join(folder, `${name}@${short}.need.yaml`);
  try {
    const options = [
      '--upstream',
      server.url,
      '--region',
      'us-east-1',
      '--application',
      `${name}@${version}`,
    ];
    const files = ['--scenario', scenario, '--need', need];
    await runCommand(process.execPath, [command, 'record', ...options, ...files, '--', ...words], {
      env: {
        ...process.env,
        ...env,
        S3TESTER_CREDENTIAL_MAIN: 's3tester:s3tester-secret',
        AWS_EC2_METADATA_DISABLED: 'true',
        DIALECT_BUCKET: bucket,
        DIALECT_LARGE_FILE: large,
      },
      timeout: 300,
    });
  } finally {
    await server.close();
  }
  await mkdir(target, { recursive: true });
  for (const file of [scenario, need]) {
    await copyFile(file, join(target, basename(file)));
  }
  const text = await readFile(scenario, 'utf8');
  return /^# Requests: .*?(?=;)/m.exec(text)?.[0].slice(2) ?? 'recorded';
}
