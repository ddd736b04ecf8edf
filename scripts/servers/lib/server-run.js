import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePort } from './free-port.js';

const startSeconds = 300;
const stopSeconds = 15;

/** The processes and the temporary folder of one server; `stop` ends and removes them all. */
export class ServerRun {
  /** @type {{ name: string, child: import('node:child_process').ChildProcess, ended: Promise<void> }[]} */
  #processes = [];
  /** @type {Promise<void> | undefined} */
  #stopping;
  #onExit = () => this.#endAtOnce();

  /**
   * @param {string} folder
   * @param {number} port
   */
  constructor(folder, port) {
    /** A temporary folder of this run, removed at its end. */
    this.folder = folder;
    this.port = port;
    this.endpoint = `http://127.0.0.1:${port}`;
    process.once('exit', this.#onExit);
  }

  /**
   * Starts a process of this server; what it prints goes to a log in the run's folder.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {{ env?: NodeJS.ProcessEnv, name?: string }} [options] `env` is added to this process's own
   * @returns {Promise<void>}
   */
  async spawn(command, args, { env = {}, name = 'server' } = {}) {
    const log = await open(this.#logOf(name), 'a');
    const child = spawn(command, args, {
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', log.fd, log.fd],
    });
    /** @type {Promise<void>} */
    const ended = new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', (error) => {
        log.appendFile(`${command}: ${error.message}\n`).finally(() => resolve());
      });
    });
    ended.finally(() => log.close());
    this.#processes.push({ name, child, ended });
  }

  /**
   * Waits until `check` holds; a process that ended, or 300 seconds without success, is an error that shows the logs.
   * @param {() => Promise<boolean>} check
   * @returns {Promise<void>}
   */
  async until(check) {
    const deadline = Date.now() + startSeconds * 1000;
    for (;;) {
      if (await check()) {
        return;
      }
      const dead = this.#processes.find(({ child }) => !isRunning(child));
      if (dead) {
        throw new Error(`${dead.name} ended while starting\n${await this.#tail(dead.name)}`);
      }
      if (Date.now() > deadline) {
        throw new Error(`no answer in ${startSeconds} s\n${await this.#tails()}`);
      }
      await sleep(100);
    }
  }

  /**
   * Waits until the endpoint answers below 500.
   * @param {string} [path]
   * @returns {Promise<void>}
   */
  untilAnswers(path = '/') {
    return this.until(async () => {
      try {
        const response = await fetch(this.endpoint + path, { signal: AbortSignal.timeout(5000) });
        await response.arrayBuffer();
        return response.status < 500;
      } catch {
        return false;
      }
    });
  }

  /** @returns {number[]} */
  get pids() {
    return this.#processes.flatMap(({ child }) => (child.pid === undefined ? [] : [child.pid]));
  }

  /** Resolves when one of the processes has ended. */
  get ended() {
    return Promise.race(this.#processes.map(({ ended }) => ended));
  }

  /**
   * Ends the processes, the last started first, and removes the folder; safe to call again.
   * @returns {Promise<void>}
   */
  stop() {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop() {
    for (const { child, ended } of this.#processes.toReversed()) {
      if (isRunning(child)) {
        child.kill('SIGTERM');
      }
      await Promise.race([ended, sleep(stopSeconds * 1000, undefined, { ref: false })]);
      if (isRunning(child)) {
        child.kill('SIGKILL');
      }
      await ended;
    }
    process.off('exit', this.#onExit);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  // For an end that leaves no time to wait: an uncaught error, process.exit.
  #endAtOnce() {
    for (const { child } of this.#processes) {
      if (isRunning(child)) {
        child.kill('SIGKILL');
      }
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** @param {string} name */
  #logOf(name) {
    return join(this.folder, `${name}.log`);
  }

  /** @param {string} name */
  async #tail(name) {
    const text = await readFile(this.#logOf(name), 'utf8').catch(() => '');
    return text.slice(-3000).trimEnd();
  }

  async #tails() {
    const tails = await Promise.all(this.#processes.map(({ name }) => this.#tail(name)));
    return tails.join('\n');
  }
}

/**
 * Opens a run and lets `start` fill it; where that fails, whatever had started is ended before the error goes on.
 * @param {string} name
 * @param {number} port 0 for a free one
 * @param {(run: ServerRun) => Promise<import('./types.js').RunningServer['users']>} start
 *   gives the users that the server knows
 * @param {{ region?: string }} [options]
 * @returns {Promise<import('./types.js').RunningServer>}
 */
export async function startServerRun(name, port, start, { region = 'us-east-1' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), `s3tester-${name}-`));
  const run = new ServerRun(folder, await resolvePort(port));
  try {
    const users = await start(run);
    const { endpoint, pids, ended } = run;
    return { endpoint, region, users, pids, ended, stop: () => run.stop() };
  } catch (error) {
    await run.stop();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function isRunning(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
