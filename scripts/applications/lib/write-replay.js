import { mkdir, writeFile } from 'node:fs/promises';
import { scenarioOf } from '../../../dist/record/index.js';

const folder = new URL('../../../profiles/recordings/', import.meta.url);

/**
 * Writes the scenario that replays the job of an application, as it was recorded without a fault, into
 * `profiles/recordings/`.
 * @param {string} name
 * @param {import('../../../dist/record/index.js').Recording} recording
 * @returns {Promise<string>} how much of it is replayed
 */
export async function writeReplay(name, recording) {
  const { text, replayed, omissions } = await scenarioOf(recording);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL(`${name}.yaml`, folder), text);
  return `${replayed} of ${replayed + omissions.length} requests are replayed`;
}
