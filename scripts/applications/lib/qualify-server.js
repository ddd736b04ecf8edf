import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { observeCommand } from '../../servers/lib/run-command.js';
import { targetOf } from '../../suite/run-on-server.js';

/** @typedef {import('../../../dist/qualify/qualification.js').QualifiedApplication} QualifiedApplication */
/** @typedef {import('../../../dist/qualify/qualification.js').QualifiedRequirement} QualifiedRequirement */

const program = fileURLToPath(new URL('../../../bin/s3tester.js', import.meta.url));
/** Seconds. */
const patience = 900;

/**
 * Asks `s3tester qualify` about applications on a server.
 * @param {import('../../servers/lib/types.js').ServerScript} server
 * @param {import('../../servers/lib/types.js').RunningServer} running
 * @param {readonly string[]} names
 * @param {string} folder for the results
 */
export async function qualifyServer(server, running, names, folder) {
  const output = join(folder, `${server.name}.json`);
  const target = await targetOf(server.name, server.facts, running, folder);
  const args = [program, 'qualify', '--for', names.join(','), ...target, '--format', 'json', '-o', output];
  await observeCommand(process.execPath, args, { timeout: patience });
  const { applications, seconds, suite_version: suite } = JSON.parse(await readFile(output, 'utf8'));
  const date = new Date().toISOString().slice(0, 10);
  const answers = applications.map((/** @type {QualifiedApplication} */ { name, answer, requirements }) => {
    const against = requirements.filter(({ effect }) => effect !== 'none').map(tell);
    /** @type {import('./server-notes.js').AnswerNote} */
    const note = { date, suite, answer, ...(against.length === 0 ? {} : { against }) };
    return /** @type {const} */ ([name, note]);
  });
  return {
    seconds: Number(seconds),
    /** @type {readonly (readonly [string, import('./server-notes.js').AnswerNote])[]} */ answers,
  };
}

/** @param {QualifiedRequirement} requirement */
function tell({ id, weight, effect, outcome, workaround, evidence }) {
  // What the outcome comes from; of what is not optional, details do not count.
  const first = evidence.find(
    (one) => (weight === 'optional' ? one.outcome : (one.data_outcome ?? one.outcome)) === outcome,
  );
  return {
    follows: effect === 'setting' && workaround !== null ? `works with \`${workaround.setting}\`` : effect,
    requirement: id,
    // A replay is named by its file, wherever the repository is.
    evidence: first?.id.replace(/^.*\/(?=profiles\/)/, '') ?? '',
    reason: first?.reason ?? '',
  };
}

/** @returns {Promise<readonly string[]>} */
export async function profileNames() {
  const args = [program, 'list', 'profiles', '--format', 'json'];
  const { status, output } = await observeCommand(process.execPath, args, { timeout: patience });
  if (status !== 0) {
    throw new Error(output);
  }
  /** @type {readonly { readonly name: string }[]} */
  const profiles = JSON.parse(output);
  return profiles.map(({ name }) => name);
}
