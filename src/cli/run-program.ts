import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UsageError } from '../app/usage-error.js';
import { endingSignals } from './interrupt.js';

/** How a program is run. */
export interface ProgramOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Whether Ctrl-C reaches the program by itself, as on a terminal. */
  readonly isOnTerminal: boolean;
}

/**
 * Runs a program to its end with the streams of this process, and hands signals on to it. Gives its exit code, 128 and the
 * number of the signal where one ended it; rejects with a {@link UsageError} where it cannot be started.
 */
export function runProgram(
  [program = '', ...words]: readonly string[],
  { environment, isOnTerminal }: ProgramOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env: environment, stdio: 'inherit' });
    const listeners = endingSignals.map((signal) => {
      const listener = (): void => {
        if (signal !== 'SIGINT' || !isOnTerminal) {
          child.kill(signal);
        }
      };
      process.on(signal, listener);
      return () => process.off(signal, listener);
    });
    const release = (): void => {
      for (const stop of listeners) {
        stop();
      }
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      release();
      reject(new UsageError(`cannot start ${program}: ${reasonOf(error)}`, 'the command follows --'));
    });
    child.on('close', (code, signal) => {
      release();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such program';
    case 'EACCES':
      return 'it may not be run';
    default:
      return message;
  }
}
