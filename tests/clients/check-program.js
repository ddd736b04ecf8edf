import { observeCommand } from '../../scripts/servers/lib/run-command.js';

/**
 * Runs a program that does the checks itself, in the language of its client. It is told the place by its environment
 * and prints one line per check: `ok NAME`, or `not ok NAME: WHY`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('./client.js').Place} place
 * @param {import('./client.js').Check} check
 * @returns {Promise<void>}
 */
export async function runCheckProgram(command, args, place, check) {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: place.accessKey,
    AWS_SECRET_ACCESS_KEY: place.secretKey,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ENDPOINT_URL: place.endpoint,
    CHECK_BUCKET: place.bucket,
    CHECK_FOLDER: place.folder,
    CHECK_LARGE_FILE: place.files.large,
    PYTHONUTF8: '1',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const { status, stdout, output } = await observeCommand(command, args, { env, timeout: 600 });
  const lines = [...stdout.matchAll(/^(not )?ok (.+?)(: (.*))?$/gm)];
  for (const [, failed, name = '', , why = ''] of lines) {
    await check(name, async () => {
      if (failed) {
        throw new Error(why);
      }
    });
  }
  const isExplained = status === 0 ? lines.length > 0 : lines.some(([, failed]) => failed);
  if (!isExplained) {
    await check('comes to its end', () => Promise.reject(describe(status, output)));
  }
}

/**
 * @param {number | string} status
 * @param {string} output
 */
function describe(status, output) {
  return new Error(`ended with ${status}\n${output.slice(-3000)}`);
}
