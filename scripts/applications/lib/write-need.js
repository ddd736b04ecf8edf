import { mkdir, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { needOf } from '../../../dist/record/index.js';

const folder = new URL('../../../profiles/needs/', import.meta.url);

/**
 * Writes what an application needs, as its job without a fault was recorded, into `profiles/needs/`.
 * @param {string} name
 * @param {import('../../../dist/record/index.js').Recording} recording
 */
export async function writeNeed(name, recording) {
  const { clients, ...need } = needOf(recording);
  await mkdir(folder, { recursive: true });
  const products = [...new Set(clients.map(productOf))];
  const text = stringify({ ...need, clients: products }, { lineWidth: 0 });
  await writeFile(new URL(`${name}.yaml`, folder), text);
}

/**
 * A user agent without what it says of the machine, and of the features that one request uses.
 * @param {string} client
 */
function productOf(client) {
  return client.replaceAll(/(?<=\bos\/[a-z]+)[#/][^ ]+/gi, '').replaceAll(/ (m|md|exec-env)\/[^ ]+/g, '');
}
