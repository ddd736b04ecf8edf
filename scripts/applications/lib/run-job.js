import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observeCommand } from '../../servers/lib/run-command.js';
import { defaultUsers } from '../../servers/lib/users.js';
import { exchangeOf } from './exchange-of.js';
import { startRecorded } from './recorded-server.js';
import { collectSteps, JobStopped, OutOfTime } from './steps.js';

/** @typedef {Pick<import('./types.js').Place, 'endpoint' | 'region' | 'accessKey' | 'secretKey'>} Where */

const usualLimit = 240;

/**
 * Does the job of an application once, on an embedded server of its own, which is recorded.
 * @param {import('./types.js').Application} application
 * @param {string} installed
 * @param {readonly string[]} faults
 * @returns {Promise<import('./judge.js').JobRun & { recording: import('../../../dist/record/index.js').Recording }>}
 */
export async function runJob(application, installed, faults) {
  const { name, version, manyKeys = 0 } = application;
  const folder = await mkdtemp(join(tmpdir(), 's3tester-seed-'));
  const bucket = bucketOf(application);
  const server = await startRecorded({ application: name, version, bucket, faults, manyKeys, folder });
  /** @type {import('../../../dist/record/index.js').Recording} */
  let recording;
  /** @type {readonly import('./types.js').Step[]} */
  let steps;
  try {
    const { accessKey, secretKey } = defaultUsers.main;
    const where = { endpoint: server.endpoint, region: 'us-east-1', accessKey, secretKey };
    steps = await runSteps(application, installed, where);
  } finally {
    recording = await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return { steps, recording, exchanges: recording.lines.map(exchangeOf) };
}

/**
 * The bucket in which an application does its job.
 * @param {import('./types.js').Application} application
 */
export function bucketOf({ name }) {
  return `data-${name}`;
}

/**
 * Does the job of an application on a server where its bucket is.
 * @param {import('./types.js').Application} application
 * @param {string} installed
 * @param {Where} where
 * @param {import('./types.js').Application['run']} [job] by default what it does alone
 * @returns {Promise<readonly import('./types.js').Step[]>} the last is the first that did not succeed
 */
export async function runSteps(application, installed, where, job = application.run) {
  const { name, limit = usualLimit } = application;
  const folder = await mkdtemp(join(tmpdir(), `s3tester-${name}-`));
  const mask = (/** @type {string} */ text) =>
    text
      .replaceAll(where.endpoint, 'ENDPOINT')
      .replaceAll(folder, 'FOLDER')
      .replaceAll(where.secretKey, '***');
  const { steps, step } = collectSteps(mask);
  try {
    const place = makePlace({ ...where, bucket: bucketOf(application), folder, limit });
    await job(installed, place, step);
  } catch (error) {
    if (!(error instanceof JobStopped)) {
      throw error;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return steps;
}

/**
 * @param {Where & { bucket: string, folder: string, limit: number }} where `limit` in seconds, from now on
 * @returns {import('./types.js').Place}
 */
function makePlace({ endpoint, region, accessKey, secretKey, bucket, folder, limit }) {
  const deadline = Date.now() + limit * 1000;
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
