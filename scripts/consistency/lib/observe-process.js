import { readFile, readlink } from 'node:fs/promises';

/**
 * What a running process was started with; Linux alone tells it.
 * @param {number} pid
 * @returns {Promise<import('./process-file.js').ProcessRecord>}
 */
export async function observeProcess(pid) {
  const [words, variables, cwd] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/environ`, 'utf8'),
    readlink(`/proc/${pid}/cwd`),
  ]);
  const [program, ...args] = split(words);
  return {
    pid,
    words: [program === undefined ? '' : await readlink(`/proc/${pid}/exe`), ...args],
    env: Object.fromEntries(split(variables).map((one) => one.split(/=(.*)/s).slice(0, 2))),
    cwd,
  };
}

/** @param {string} text of words that each end in a zero byte */
function split(text) {
  return text.split('\0').slice(0, -1);
}
