import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { observeCommand } from './run-command.js';

const program = fileURLToPath(new URL('../../../bin/s3tester.js', import.meta.url));

/**
 * How one part of an example went on a server: a group, or where it consists of cases, each of them by its id. `why` tells of its first operation that did not pass.
 * @typedef {{ example: string, part: string, passed: boolean, why: string }} Outcome
 */

/**
 * What is read of a result document.
 * @typedef {object} StepResult
 * @property {string} group_name
 * @property {string | null} case
 * @property {string} phase
 * @property {string} step
 * @property {string | null} operation_name
 * @property {string} status
 * @property {{ status_code: number | null, error_code?: string } | null} actual
 * @property {readonly { path: string, expected: unknown, actual: unknown }[]} mismatches
 * @property {string | null} error_message
 * @property {string | null} skip_reason
 */

/**
 * Runs an example with the built command against a server, whose users take the place of the example's credentials.
 * @param {string} example path of its file
 * @param {import('./types.js').RunningServer} server
 * @returns {Promise<Outcome[]>} one per part, in the order of the file
 */
export async function runExample(example, server) {
  const listed = await listCredentials(example);
  if (!Array.isArray(listed)) {
    return [fail(example, listed)];
  }
  const credentials = assignUsers(listed, server.users);
  const target = ['--endpoint-url', server.endpoint, '--region', server.region, '--path-style'];
  const args = [program, 'run', example, ...target, ...credentials, '--format', 'json'];
  const { status, stdout, output } = await observeCommand(process.execPath, args, { timeout: 600 });
  const outcomes = summarizeParts(basename(example), parseResults(stdout));
  const isPlausible = outcomes.length > 0 && (status === 0) === outcomes.every(({ passed }) => passed);
  if (isPlausible) {
    return outcomes;
  }
  return [...outcomes, fail(example, `ended with ${status}\n${output.slice(-2000)}`)];
}

/**
 * @param {string} example
 * @param {string} why
 * @returns {Outcome}
 */
function fail(example, why) {
  return { example: basename(example), part: '(the run itself)', passed: false, why };
}

/**
 * One outcome per part: passed where every operation of every phase did.
 * @param {string} example
 * @param {readonly StepResult[]} results
 * @returns {Outcome[]}
 */
export function summarizeParts(example, results) {
  const parts = [...new Set(results.map(namePart))];
  return parts.map((part) => {
    const steps = results.filter((result) => namePart(result) === part);
    const culprit = steps.find(({ status }) => status !== 'pass');
    return { example, part, passed: culprit === undefined, why: culprit ? describeStep(culprit) : '' };
  });
}

/** @param {StepResult} result */
function namePart(result) {
  return result.case ?? result.group_name;
}

/** @param {StepResult} step */
function describeStep({
  phase,
  step,
  operation_name,
  status,
  actual,
  mismatches,
  error_message,
  skip_reason,
}) {
  const response = actual ? [`responded ${actual.status_code} ${actual.error_code ?? ''}`.trimEnd()] : [];
  const differences = mismatches.map(
    ({ path, expected, actual }) =>
      `${path}: expected ${JSON.stringify(expected)}, actual ${JSON.stringify(actual)}`,
  );
  const notes = [error_message, skip_reason].filter((note) => note !== null);
  const reasons = [...response, ...differences, ...notes];
  return `${phase} ${step} ${operation_name} (${status}): ${reasons.join('; ')}`;
}

/**
 * The example's first credential is `main`, each further one with keys `alt`; a server without a second user has
 * `main` for both.
 * @param {readonly Credential[]} credentials
 * @param {import('./types.js').RunningServer['users']} users
 * @returns {string[]} options of the command line
 */
export function assignUsers(credentials, { main, alt = main }) {
  const signing = credentials.filter(({ kind }) => kind !== 'anonymous');
  return signing.flatMap(({ name }, index) => {
    const { accessKey, secretKey } = index === 0 ? main : alt;
    return ['--credential', `${name}=${accessKey}:${secretKey}`];
  });
}

/**
 * What `list credentials` tells of one.
 * @typedef {{ name: string, kind: string }} Credential
 */

/**
 * @param {string} example
 * @returns {Promise<Credential[] | string>} what went wrong, where it did
 */
async function listCredentials(example) {
  const args = [program, 'list', 'credentials', example, '--format', 'json'];
  const { status, stdout, output } = await observeCommand(process.execPath, args);
  return status === 0 ? JSON.parse(stdout) : `its credentials cannot be listed: ${output}`;
}

/**
 * @param {string} text
 * @returns {StepResult[]}
 */
function parseResults(text) {
  try {
    return JSON.parse(text).results ?? [];
  } catch {
    return [];
  }
}
