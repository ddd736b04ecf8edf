import { readFile, writeFile } from 'node:fs/promises';

/**
 * How a process is started again: what it was started with, as Linux tells it.
 * @typedef {object} ProcessRecord
 * @property {number} pid
 * @property {readonly string[]} words the program and its arguments
 * @property {Readonly<Record<string, string>>} env
 * @property {string} cwd
 */

/** @param {string} file @returns {Promise<ProcessRecord>} */
export async function readProcessFile(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** @param {string} file @param {ProcessRecord} record */
export async function writeProcessFile(file, record) {
  await writeFile(file, JSON.stringify(record), { mode: 0o600 });
}
