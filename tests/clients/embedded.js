import { defaultUsers } from '../../scripts/servers/lib/users.js';

/**
 * Starts the embedded server as those who install the package do.
 * @param {import('./client.js').ServerOptions} [options]
 * @returns {Promise<{ endpoint: string, stop: () => Promise<void> }>}
 */
export async function startEmbedded(options) {
  const { startServer } = await import('s3tester/server');
  const users = Object.entries(defaultUsers).map(([name, keys]) => ({ name, ...keys }));
  const server = await startServer({ ...options, users });
  return { endpoint: server.url, stop: () => server.close() };
}
