import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterFile } from './after-file.js';
import { repository } from './repository.js';

const program = path.join(repository, 'bin', 's3tester.js');

/** How the command is run. */
export interface CommandOptions {
  /** The current folder; the repository unless told otherwise. */
  readonly cwd?: string;
  /** Variables beside those of the system; none of `AWS_*`, `S3TESTER_*` and `GITHUB_*` is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** What a command left behind. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface RunningCommand {
  readonly finished: Promise<CommandResult>;
  kill(signal: NodeJS.Signals): void;
  /** The first line of stdout, as far as it was written. */
  firstLine(): string;
  /** Resolves when stdout and stderr together hold the text; rejects where the command ends without it. */
  says(text: string): Promise<void>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

/** Starts the built command, as a user does. What still runs after the tests of a file is ended. */
export function startCommand(words: readonly string[], options: CommandOptions = {}): RunningCommand {
  return startProcess(process.execPath, [program, ...words], options);
}

/** Runs the built command to its end as a line of a shell, which may send its streams elsewhere. */
export function runLine(line: string, options: CommandOptions = {}): Promise<CommandResult> {
  const words = ['-c', `"$0" "$1" ${line}`, process.execPath, program];
  return startProcess('/bin/sh', words, options).finished;
}

/** Runs the text of a script of the shell to its end. */
export function runScript(text: string, options: CommandOptions = {}): Promise<CommandResult> {
  return startProcess('/bin/sh', ['-c', text], options).finished;
}

function startProcess(file: string, words: readonly string[], options: CommandOptions): RunningCommand {
  const { cwd = repository, env = {}, stdin = '' } = options;
  const child = spawn(file, words, { cwd, env: commandEnvironment(env) });
  running.add(child);
  afterFile(() => running.has(child) && child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) {
      listener();
    }
  };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
    tell();
  });
  child.stdin.on('error', () => undefined).end(stdin);
  const finished = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, stdout, stderr });
      tell();
    });
  });
  return {
    finished,
    kill: (signal) => void child.kill(signal),
    firstLine: () => stdout.split('\n')[0] ?? '',
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (`${stdout}${stderr}`.includes(text)) {
            resolve();
          } else if (running.has(child)) {
            return;
          } else {
            reject(new Error(`the command ended without saying "${text}":\n${stdout}${stderr}`));
          }
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
  };
}

/** Runs the built command to its end. */
export function runCommand(words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return startCommand(words, options).finished;
}

/** The environment of a command, without what would change the outcome; AWS profiles of this machine are out of sight. */
export function commandEnvironment(env: CommandOptions['env']): Record<string, string | undefined> {
  const unwanted = /^(?:AWS_|S3TESTER_|GITHUB_|NO_COLOR|FORCE_COLOR|NODE_OPTIONS|VITEST)/;
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
  const nowhere = path.join(repository, 'no-such-aws-configuration');
  return {
    ...Object.fromEntries(kept),
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    S3TESTER_STATE_DIR: path.join(tmpdir(), 's3tester-test-state'),
    ...env,
  };
}
