import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { observeCommand, runCommand } from '../../servers/lib/run-command.js';

/**
 * @import { RegisterOperation } from '../../../src/consistency/checkers/register/register.js'
 */

const source = fileURLToPath(new URL('porcupine/', import.meta.url));
const asks = /** @type {const} */ ({ anything: 0, equal: 1, different: 2 });
const none = -1;

/**
 * What porcupine says of histories, `ok`, `violated` or `undecided` for each, and the seconds of processor time that it took.
 * Builds the test tool beside this file with Go, which brings porcupine in the version that its go.mod pins.
 * @param {readonly (readonly RegisterOperation[])[]} histories
 * @param {number} secondsEach the most for one history
 */
export async function runPorcupine(histories, secondsEach) {
  const folder = await mkdtemp(join(tmpdir(), 's3tester-porcupine-'));
  try {
    const program = join(folder, 'porcupine');
    const file = join(folder, 'histories.ndjson');
    await runCommand('go', ['build', '-o', program, '.'], { cwd: source });
    await writeFile(file, histories.map((history) => `${JSON.stringify(history.map(rowOf))}\n`).join(''));
    const { status, stdout, output } = await observeCommand(program, [String(secondsEach), file]);
    if (status !== 0) {
      throw new Error(`porcupine ended with ${status}: ${output}`);
    }
    return { verdicts: stdout.trimEnd().split('\n'), seconds: Number(output.trimEnd().split('\n').at(-1)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {RegisterOperation} operation */
function rowOf({ call, return: returned, asks: asked, value, sets, optional }) {
  return [
    call,
    Number.isFinite(returned) ? returned : none,
    asks[asked],
    value,
    sets ?? none,
    optional ? 1 : 0,
  ];
}
