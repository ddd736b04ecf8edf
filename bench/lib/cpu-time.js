import { runCommand } from '../../scripts/servers/lib/run-command.js';

/**
 * The CPU time, user and system, of a program and its children, in seconds; it is an error where the program ends with
 * another code than the ones that are allowed.
 * @param {readonly string[]} words the program and its arguments
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, timeout?: number, allowed?: readonly number[] }} [options] `timeout` in
 *   seconds
 */
export async function cpuSeconds(words, { allowed = [0], ...options } = {}) {
  // Node does not tell the times of a child; a shell does, on a line of its own.
  const script = `"$@" >/dev/null 2>&1; case $? in ${allowed.join('|')}) times;; *) exit 1;; esac`;
  const stdout = await runCommand('/bin/sh', ['-c', script, 'sh', ...words], options);
  const [, ofChildren = ''] = stdout.trim().split('\n');
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)]
    .map(([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds))
    .reduce((sum, seconds) => sum + seconds, 0);
}

/**
 * Runs some programs in turn, as often as asked, so that a busy machine slows all of them down alike; gives the median
 * of each.
 * @template {string} Name
 * @param {Readonly<Record<Name, () => Promise<number>>>} programs
 * @param {number} rounds
 * @returns {Promise<Record<Name, number>>}
 */
export async function measureInTurn(programs, rounds) {
  const names = /** @type {Name[]} */ (Object.keys(programs));
  const times = new Map(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      times.get(name)?.push(await programs[name]());
    }
  }
  const medians = names.map((name) => [name, median(times.get(name) ?? [])]);
  return /** @type {Record<Name, number>} */ (Object.fromEntries(medians));
}

/** The one in the middle. @param {readonly number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
