import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Which members of a folder may import which: each is a folder, a file, or `*.ts`, the files of the folder that have no
 * line of their own. A target may also be one file of a folder, such as `s3/types.ts`.
 * @typedef {Readonly<Record<string, readonly string[]>>} Floors
 */

/**
 * Who may import whom, by folder: `src` for the modules, and each folder below that holds folders.
 * @typedef {Readonly<Record<string, Floors>>} ImportTable
 */

/** The member of a folder that stands for its files without a line of their own. */
export const otherFiles = '*.ts';

/**
 * The table of the repository, `imports.json`.
 * @param {URL} root
 * @returns {Promise<ImportTable>}
 */
export async function readImportTable(root) {
  return JSON.parse(await readFile(new URL('imports.json', root), 'utf8'));
}

/**
 * Whether a member, or a target, is a file, or files.
 * @param {string} name
 * @returns {boolean}
 */
export function isFile(name) {
  return path.posix.extname(name) === '.ts';
}

/**
 * A member of a folder whose files follow the same rules: a file, files, or a folder that the table does not open.
 * @typedef {object} Leaf
 * @property {string} folder
 * @property {string} member
 */

/**
 * The leaves of the table, in its order.
 * @param {ImportTable} table
 * @returns {readonly Leaf[]}
 */
export function leavesOf(table) {
  return Object.entries(table).flatMap(([folder, floors]) =>
    Object.keys(floors)
      .filter((member) => table[`${folder}/${member}`] === undefined)
      .map((member) => ({ folder, member })),
  );
}
