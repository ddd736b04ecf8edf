import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observeCommand } from '../../servers/lib/run-command.js';
import { defaultUsers } from '../../servers/lib/users.js';
import { exchangeOf } from './exchange-of.js';
import { startRecorded } from './recorded-server.js';
import { collectSteps, JobStopped, OutOfTime } from './steps.js';

const usualLimit = 240;

/**
 * Does the job of an application once, on a server of its own.
 * @param {import('./types.js').Application} application
 * @param {string} installed
 * @param {readonly string[]} faults
 * @returns {Promise<import('./judge.js').JobRun & { recording: import('../../../dist/record/index.js').Recording }>}
 */
export async function runJob(application, installed, faults) {
  const { name, version, limit = usualLimit, manyKeys = 0 } = application;
  const folder = await mkdtemp(join(tmpdir(), `s3tester-${name}-`));
  const seedFolder = await mkdtemp(join(tmpdir(), 's3tester-seed-'));
  const bucket = `data-${name}`;
  const server = await startRecorded({
    application: name,
    version,
    bucket,
    faults,
    manyKeys,
    folder: seedFolder,
  });
  const mask = (/** @type {string} */ text) =>
    text
      .replaceAll(server.endpoint, 'ENDPOINT')
      .replaceAll(folder, 'FOLDER')
      .replaceAll(defaultUsers.main.secretKey, '***');
  const { steps, step } = collectSteps(mask);
  /** @type {import('../../../dist/record/index.js').Recording} */
  let recording;
  try {
    await application.run(installed, makePlace({ endpoint: server.endpoint, bucket, folder, limit }), step);
  } catch (error) {
    if (!(error instanceof JobStopped)) {
      throw error;
    }
  } finally {
    recording = await server.stop();
    await Promise.all([folder, seedFolder].map((path) => rm(path, { recursive: true, force: true })));
  }
  return { steps, recording, exchanges: recording.lines.map(exchangeOf) };
}

/**
 * @param {{ endpoint: string, bucket: string, folder: string, limit: number }} where `limit` in seconds, from now on
 * @returns {import('./types.js').Place}
 */
function makePlace({ endpoint, bucket, folder, limit }) {
  const deadline = Date.now() + limit * 1000;
  const region = 'us-east-1';
  const { accessKey, secretKey } = defaultUsers.main;
  // What this machine's user has set for AWS is not the job's.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const placeEnv = {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_CONFIG_FILE: join(folder, 'no-configuration'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: folder,
    JOB_BUCKET: bucket,
    JOB_FOLDER: folder,
    PYTHONUTF8: '1',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  /** @type {import('./types.js').Place['observe']} */
  const observe = async (command, args, { env = placeEnv, cwd = folder } = {}) => {
    const timeout = Math.max(deadline - Date.now(), 1) / 1000;
    const seen = await observeCommand(command, args, { env, cwd, timeout });
    if (Date.now() >= deadline) {
      throw new OutOfTime(`not at its end after ${limit} s`);
    }
    return seen;
  };
  return {
    endpoint,
    region,
    accessKey,
    secretKey,
    bucket,
    folder,
    signal: AbortSignal.timeout(limit * 1000),
    env: placeEnv,
    observe,
    run: async (command, args, options) => {
      const { status, stdout, output } = await observe(command, args, options);
      if (status !== 0) {
        throw new Error(`ended with ${status}: ${lastLine(output)}`);
      }
      return stdout;
    },
  };
}

/**
 * The end of what a program printed: there it says what went wrong.
 * @param {string} output
 */
function lastLine(output) {
  return output.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
