import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultUsers } from '../../servers/lib/users.js';

const requestStarts = 'http.server.request.start';

/** @typedef {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} HttpStart */

/**
 * An embedded server that is watched.
 * @typedef {object} Observed
 * @property {string} endpoint
 * @property {readonly import('./types.js').Exchange[]} exchanges in the order in which they were answered
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the embedded server with one bucket, and notes what it is asked.
 * @param {{ bucket: string, faults: readonly string[], manyKeys: number, folder: string }} options
 *   `folder`: an empty one, for the objects that are there before
 * @returns {Promise<Observed>}
 */
export async function startObserved({ bucket, faults, manyKeys, folder }) {
  const { startServer } = await import('s3tester/server');
  /** @type {import('./types.js').Exchange[]} */
  const exchanges = [];
  await seed(join(folder, bucket), manyKeys);
  /** @type {Map<string, import('node:http').IncomingMessage>} */
  const requests = new Map();
  const server = await startServer({
    users: [{ name: 'main', ...defaultUsers.main }],
    faults,
    seedFolder: folder,
    log: ({ requestId, operation, key, status }) => {
      const request = requests.get(requestId);
      requests.delete(requestId);
      if (request !== undefined) {
        const query = new URL(request.url ?? '/', 'http://server').searchParams;
        exchanges.push({ operation, key: key ?? '', query, headers: request.headers, status });
      }
    },
  });
  const note = (/** @type {unknown} */ message) => {
    const { request, response } = /** @type {HttpStart} */ (message);
    if (request.socket.localPort === server.port) {
      const { writeHead } = response;
      response.writeHead = (/** @type {unknown[]} */ ...args) => {
        requests.set(requestIdIn(args.flat()), request);
        return Reflect.apply(writeHead, response, args);
      };
    }
  };
  subscribe(requestStarts, note);
  return {
    endpoint: server.url,
    exchanges,
    stop: async () => {
      unsubscribe(requestStarts, note);
      await server.close();
    },
  };
}

/** @param {readonly unknown[]} head the status, then names and values of headers */
function requestIdIn(head) {
  return String(head[head.findIndex((part) => /^x-amz-request-id$/i.test(String(part))) + 1]);
}

/**
 * @param {string} folder of the bucket
 * @param {number} manyKeys
 */
async function seed(folder, manyKeys) {
  const many = join(folder, 'many');
  await mkdir(manyKeys > 0 ? many : folder, { recursive: true });
  const names = Array.from({ length: manyKeys }, (_, index) => String(index).padStart(5, '0'));
  await Promise.all(names.map((name) => writeFile(join(many, `${name}.txt`), `${name}\n`)));
}
