import { readFile } from 'node:fs/promises';

const { version } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));

/**
 * The embedded server, as a server among those that nobody here wrote.
 * @type {import('../../servers/lib/types.js').ServerScript}
 */
export const embedded = {
  name: 'embedded',
  version,
  facts: { pathStyle: true, virtualHost: true, alt: true, verifiesSignatures: true, notes: [] },
  install: async () => '',
  start: async ({ users }) => {
    const { startServer } = await import('s3tester/server');
    const known = Object.entries(users).map(([name, user]) => ({ name, ...user }));
    const server = await startServer({ users: known });
    let end = () => {};
    const ended = new Promise((resolve) => {
      end = () => resolve(undefined);
    });
    const stop = async () => {
      await server.close();
      end();
    };
    return { endpoint: server.url, region: 'us-east-1', users, pids: [], ended, stop };
  },
};
