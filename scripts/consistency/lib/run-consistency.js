import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../bin/s3tester.js', import.meta.url));

/**
 * What a run of `s3tester consistency` ended with; `results` is null where it wrote none.
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {import('../../../dist/consistency/results.js').ConsistencyResults | null} results
 */

/**
 * Runs `s3tester consistency` in a process of its own; what it says goes to our stderr.
 * @param {readonly string[]} args
 * @param {string} output the file for the results
 * @returns {Promise<Ended>}
 */
export async function runConsistency(args, output) {
  const words = [program, 'consistency', ...args, '--format', 'json', '--output', output];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  const atExit = () => void child.kill('SIGKILL');
  process.once('exit', atExit);
  const [code] = await once(child, 'exit');
  process.off('exit', atExit);
  const text = await readFile(output, 'utf8').catch(() => null);
  return { code, results: text === null ? null : JSON.parse(text) };
}

/**
 * One line of what was found.
 * @param {Ended} ended
 */
export function describeEnded({ code, results }) {
  if (results === null) {
    return `exit code ${code}, no results`;
  }
  const { verdicts, operations, seconds, outcomes, faults, not_judged, problems } = results;
  const violated = verdicts.filter(({ verdict }) => verdict === 'violated').map(({ checker }) => checker);
  return [
    violated.length === 0 ? 'no violation' : `VIOLATED: ${violated.join(', ')}`,
    `${operations} operations in ${Math.round(seconds ?? 0)} s`,
    `${outcomes.unknown} unknown`,
    ...(faults > 0 ? [`${faults} faults`] : []),
    ...not_judged.map(({ what, reason }) => `not judged: ${what} (${reason})`),
    ...problems,
    `exit code ${code}`,
  ].join(' · ');
}
