import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installGoProgram } from './lib/install-go.js';
import { runCommand } from './lib/run-command.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = 'v1.8.0';

/** Versity S3 Gateway over a folder of the local file system, which must keep extended attributes. */
export const versitygw = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'versitygw',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    notes: ['Objects are files: a key cannot be the folder of another, nor hold a segment `..`.'],
  },
  install: (cache) =>
    installGoProgram(cache, {
      name: 'versitygw',
      version,
      module: 'github.com/versity/versitygw/cmd/versitygw',
    }),
  start: ({ port, users, installed }) =>
    startServerRun('versitygw', port, async (run) => {
      const program = join(installed, 'versitygw');
      const folderOf = (/** @type {string} */ name) => join(run.folder, name);
      for (const name of ['data', 'versions', 'iam']) {
        await mkdir(folderOf(name));
      }
      const listen = ['--port', `127.0.0.1:${run.port}`, '--virtual-domain', `localhost:${run.port}`];
      const posix = ['posix', '--versioning-dir', folderOf('versions'), folderOf('data')];
      const args = [...listen, '--quiet', '--health', '/health', '--iam-dir', folderOf('iam'), ...posix];
      const { accessKey, secretKey } = users.main;
      await run.spawn(program, args, {
        env: { ROOT_ACCESS_KEY_ID: accessKey, ROOT_SECRET_ACCESS_KEY: secretKey },
      });
      await run.untilAnswers('/health');
      await addUser(program, run.endpoint, users);
      return { main: identify(users.main), alt: identify(users.alt) };
    }),
});

/**
 * @param {string} program
 * @param {string} endpoint
 * @param {import('./lib/types.js').Users} users
 */
async function addUser(program, endpoint, { main, alt }) {
  const as = ['--access', main.accessKey, '--secret', main.secretKey, '--endpoint-url', endpoint];
  // `userplus` may make buckets of its own, as another account could; it has no rights to those of `main`.
  const user = ['--access', alt.accessKey, '--secret', alt.secretKey, '--role', 'userplus'];
  await runCommand(program, ['admin', ...as, 'create-user', ...user]);
}

/** @param {import('./lib/types.js').User} user */
function identify(user) {
  return { ...user, canonicalId: user.accessKey, principal: user.accessKey };
}

await serveWhenRun(import.meta.url, versitygw);
