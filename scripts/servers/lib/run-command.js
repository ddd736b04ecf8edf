import { spawn } from 'node:child_process';

const keptOutput = 64 * 1024;

/** A program that could not be started, or that ended with another code than 0. */
class CommandError extends Error {
  /**
   * @param {string} command
   * @param {string} why
   * @param {string} output the last part of what it printed
   */
  constructor(command, why, output) {
    super(`${command}: ${why}${output === '' ? '' : `\n${output.trimEnd()}`}`);
    this.name = 'CommandError';
  }
}

/**
 * Runs a program to its end without a standard input, and gives what it printed on stdout.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in seconds
 * @returns {Promise<string>}
 */
export async function runCommand(command, args, options = {}) {
  const { status, stdout, output } = await observeCommand(command, args, options);
  if (status !== 0) {
    throw new CommandError(command, `ended with ${status}`, output.slice(-4000));
  }
  return stdout;
}

/**
 * Runs a program to its end, whatever its exit code; only one that does not start or does not end is an error.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in seconds
 * @returns {Promise<{ status: number | string, stdout: string, output: string }>} `output` holds stdout and stderr
 */
export function observeCommand(command, args, { cwd, env = process.env, timeout = 1800 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const stdout = [];
    let output = '';
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    const timer = setTimeout(end, timeout * 1000);
    child.stdout.on('data', (chunk) => {
      stdout.push(chunk);
      output = (output + chunk).slice(-keptOutput);
    });
    child.stderr.on('data', (chunk) => {
      output = (output + chunk).slice(-keptOutput);
    });
    const settle = () => {
      clearTimeout(timer);
      process.off('exit', end);
    };
    child.on('error', (error) => {
      settle();
      reject(new CommandError(command, error.message, ''));
    });
    child.on('close', (code, signal) => {
      settle();
      const status = code ?? String(signal);
      resolve({ status, stdout: Buffer.concat(stdout).toString('utf8'), output });
    });
  });
}
