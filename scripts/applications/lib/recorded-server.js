import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLineMask } from '../../../dist/record/recording/mask-line.js';
import { createRecorder } from '../../../dist/record/recording/recorder.js';
import { observeServed } from '../../../dist/record/served/observe-served.js';
import { defaultUsers } from '../../servers/lib/users.js';

/** @typedef {import('../../../dist/record/index.js').RecordingHead} RecordingHead */
/** @typedef {import('../../../dist/record/index.js').RecordingLine} RecordingLine */

/**
 * An embedded server whose requests are recorded.
 * @typedef {object} RecordedServer
 * @property {string} endpoint
 * @property {() => Promise<import('../../../dist/record/index.js').Recording>} stop ends it, and gives the recording
 */

/**
 * Starts the embedded server with one bucket, and records what it is asked.
 * @param {{ application: string, version: string, bucket: string, faults: readonly string[], manyKeys: number, folder: string }} options
 *   `folder`: an empty one, for the objects that are there before
 * @returns {Promise<RecordedServer>}
 */
export async function startRecorded({ application, version, bucket, faults, manyKeys, folder }) {
  const { startServer } = await import('s3tester/server');
  await seed(join(folder, bucket), manyKeys);
  const { main } = defaultUsers;
  /** @type {RecordingHead[]} */
  const heads = [];
  /** @type {RecordingLine[]} */
  const lines = [];
  const recorder = createRecorder({
    application,
    version,
    started: new Date(),
    scheme: 'http',
    now: () => performance.now(),
    mask: createLineMask({ accessKeys: [main.accessKey], secrets: [main.secretKey] }),
    onHead: (head) => heads.push(head),
    onLine: (line) => lines.push(line),
  });
  const server = await startServer({
    users: [{ name: 'main', ...main }],
    faults,
    seedFolder: folder,
    observe: observeServed(recorder, []),
  });
  return {
    endpoint: server.url,
    stop: async () => {
      await server.close();
      recorder.close();
      const [head] = heads;
      if (head === undefined) {
        throw new Error(`${application} asked for nothing`);
      }
      return { head, lines };
    },
  };
}

/**
 * The small objects that are in a bucket before.
 * @param {number} count
 * @returns {readonly { key: string, text: string }[]}
 */
export function manyObjects(count) {
  return Array.from({ length: count }, (_, index) => {
    const name = String(index).padStart(5, '0');
    return { key: `many/${name}.txt`, text: `${name}\n` };
  });
}

/**
 * @param {string} folder of the bucket
 * @param {number} manyKeys
 */
async function seed(folder, manyKeys) {
  await mkdir(manyKeys > 0 ? join(folder, 'many') : folder, { recursive: true });
  await Promise.all(manyObjects(manyKeys).map(({ key, text }) => writeFile(join(folder, key), text)));
}
