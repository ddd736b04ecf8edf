import { AssertionError } from 'node:assert';
import { stripVTControlCharacters } from 'node:util';

const longest = 160;

/** A program of a job had not ended when the time of the job was over. */
export class OutOfTime extends Error {}

/** A job that cannot go on, because one of its steps did not succeed. */
export class JobStopped extends Error {}

/**
 * Collects the steps of a job; the first that does not succeed stops it.
 * @param {(text: string) => string} mask takes out what differs from run to run
 * @returns {{ steps: import('./types.js').Step[], step: import('./types.js').DoStep }}
 */
export function collectSteps(mask) {
  /** @type {import('./types.js').Step[]} */
  const steps = [];
  return {
    steps,
    step: async (name, action) => {
      try {
        await action();
        steps.push({ name, ended: 'ok', why: '' });
      } catch (error) {
        const why = shorten(mask(error instanceof Error ? error.message : String(error)));
        steps.push({ name, ended: endOf(error), why });
        throw new JobStopped(name);
      }
    },
  };
}

/** @param {unknown} error */
function endOf(error) {
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
  if (isTimeout || error instanceof OutOfTime) {
    return 'late';
  }
  return error instanceof AssertionError ? 'wrong' : 'error';
}

/**
 * Runs a program that does the steps itself, in the language of its application, and prints a line for each: `ok NAME`,
 * `error NAME: WHY` or `wrong NAME: WHY`. One that ends badly without such a line has failed in what it was about.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('./types.js').Place} place
 * @param {import('./types.js').DoStep} step
 */
export async function runJobProgram(command, args, place, step) {
  const { status, stdout, output } = await place.observe(command, args, { env: place.env });
  const lines = [...stdout.matchAll(/^(ok|error|wrong) ([^:\n]+)(?:: (.*))?$/gm)];
  for (const [, ended, name = '', why = ''] of lines) {
    await step(name, async () => {
      if (ended === 'wrong') {
        throw new AssertionError({ message: why });
      }
      if (ended === 'error') {
        throw new Error(why);
      }
    });
  }
  if (status !== 0 || lines.length === 0) {
    await step('comes to its end', async () => {
      throw new Error(`ended with ${status}: ${output.slice(-1000)}`);
    });
  }
}

/**
 * One line without what differs from run to run: times, and ids of requests and files.
 * @param {string} text
 */
function shorten(text) {
  const line = stripVTControlCharacters(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\d{4}[-/]\d\d[-/]\d\d[T ][\d:.]+Z?/g, 'TIME')
    .replaceAll(/(?<=uploadId=)[\w-]+/g, 'ID')
    .replaceAll(/\b\d+(\.\d+)?[mµ]?s\b/g, 'SOME TIME')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID')
    .replaceAll(/\b[0-9A-Fa-f]{16,}\b|[A-Za-z0-9+/]{48,}=*/g, 'ID')
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
