import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The examples as somebody would write them for one server.
 * @typedef {{ files: string[], remove: () => Promise<void> }} Examples
 */

/**
 * Copies the examples and gives their second user the ids that the server knows it by, which an example has in comments.
 * @param {string} folder of the examples
 * @param {import('./types.js').RunningServer} server
 * @returns {Promise<Examples>} the paths of the copies, sorted
 */
export async function prepareExamples(folder, { users }) {
  const copies = await mkdtemp(join(tmpdir(), 's3tester-examples-'));
  await cp(folder, copies, { recursive: true });
  const entries = await readdir(copies, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ name }) => name);
  const files = names.toSorted().map((name) => join(copies, name));
  for (const file of files) {
    await writeFile(file, fillIds(await readFile(file, 'utf8'), users.alt));
  }
  return { files, remove: () => rm(copies, { recursive: true, force: true }) };
}

/**
 * Puts the ids of a user where a comment shows that they can stand.
 * @param {string} text
 * @param {import('./types.js').KnownUser} [user]
 * @returns {string}
 */
export function fillIds(text, user) {
  const filled = [
    { pattern: /^( +)# arn: .*$/gm, key: 'arn', value: user?.principal },
    { pattern: /^( +)# canonical_id: .*$/gm, key: 'canonical_id', value: user?.canonicalId },
  ];
  return filled.reduce(
    (result, { pattern, key, value }) =>
      value === undefined ? result : result.replaceAll(pattern, (_, indent) => `${indent}${key}: ${value}`),
    text,
  );
}
