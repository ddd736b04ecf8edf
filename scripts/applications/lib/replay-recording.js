import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomeOfReplay } from '../../../dist/qualify/verdict/replay.js';
import { observeCommand } from '../../servers/lib/run-command.js';

/** @typedef {import('../../../dist/results/types.js').StepResult} StepResult */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(root, 'bin', 's3tester.js');
/** Seconds. */
const patience = 600;

/**
 * Replays the recording of an application on a server.
 * @param {string} name of the application
 * @param {import('../../servers/lib/types.js').RunningServer} running
 * @param {string} folder for the results
 * @returns {Promise<import('./server-notes.js').ReplayNote>}
 */
export async function replayRecording(name, { endpoint, region, users }, folder) {
  const { accessKey, secretKey } = users.main;
  const output = join(folder, `replay-${name}.json`);
  const options = ['--endpoint-url', endpoint, '--region', region, '--path-style', '--timeout', '60'];
  const scenario = join(root, 'profiles', 'recordings', `${name}.yaml`);
  const args = [program, 'run', scenario, ...options, '--format', 'json', '-o', output];
  const { output: said } = await observeCommand(process.execPath, args, {
    env: { ...process.env, S3TESTER_CREDENTIAL_MAIN: `${accessKey}:${secretKey}` },
    timeout: patience,
  });
  const text = await readFile(output, 'utf8').catch(() => {
    throw new Error(`${name}: ${said}`);
  });
  return noteOf(JSON.parse(text));
}

/**
 * @param {import('../../../dist/results/types.js').Results} results
 * @returns {import('./server-notes.js').ReplayNote}
 */
function noteOf({ cases, results, start_time: began }) {
  const steps = results.filter(({ phase, kind }) => phase === 'test' && kind === 'request');
  const failed = steps.find(({ status }) => status !== 'pass' && status !== 'skipped');
  const passed = steps.filter(({ status }) => status === 'pass').length;
  const note = { date: began.slice(0, 10), passed, of: steps.length };
  const [only] = cases;
  if (failed !== undefined) {
    return {
      ...note,
      failed: {
        step: failed.name ?? failed.step,
        outcome: outcomeOfReplay([failed]),
        reason: reasonOf(failed),
      },
    };
  }
  return only?.verdict === 'pass'
    ? note
    : { ...note, failed: { step: 'set-up', outcome: 'not-decided', reason: only?.reason ?? 'was not run' } };
}

/** @param {StepResult} step */
function reasonOf({ mismatches, actual, error_message: message }) {
  const [first] = mismatches;
  if (first === undefined) {
    return message ?? 'no response';
  }
  // Of a refusal, the code says more than the status.
  const code = actual?.error?.Code ?? '';
  const told = `${first.path}: expected ${JSON.stringify(first.expected)}, actual ${JSON.stringify(first.actual)}`;
  return [`${actual?.status_code ?? ''}`, code, told].filter((part) => part !== '').join(' ');
}
