import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { main } from '../../src/cli/main.js';
import { repository } from './repository.js';
import { type CommandOptions, type CommandResult, commandEnvironment } from './run-command.js';

/** How the command is run; it gets no stdin. */
type InProcessOptions = Omit<CommandOptions, 'stdin'>;

/**
 * Runs the command of `src/` to its end in this process, where `runCommand` starts one: for tests of what a command does
 * and says that run it many times. What it changes of the process is put back, and calls wait for each other.
 */
export function runInProcess(
  words: readonly string[],
  options: InProcessOptions = {},
): Promise<CommandResult> {
  const result = turn.then(() => runNow(words, options));
  turn = result.catch(() => undefined);
  return result;
}

/** What `bin/s3tester.js` sets before anything is loaded. */
const ofTheProgram = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

let turn: Promise<unknown> = Promise.resolve();

async function runNow(words: readonly string[], options: InProcessOptions): Promise<CommandResult> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(stdout), text(stderr)]);
  const restore = enter(options, stdout, stderr);
  let code: number;
  try {
    await main(words);
    code = Number(process.exitCode ?? 0);
  } finally {
    restore();
    stdout.end();
    stderr.end();
  }
  const [out, err] = await said;
  return { code, stdout: out, stderr: err };
}

/** Gives the process what a new one has of its own; the console and the streams, so that nothing said is missed. */
function enter(
  { cwd = repository, env }: InProcessOptions,
  stdout: PassThrough,
  stderr: PassThrough,
): () => void {
  const { exitCode } = process;
  const folder = process.cwd();
  const restores = [
    replace(process, 'stdout', stdout),
    replace(process, 'stderr', stderr),
    replace(process, 'env', { ...ofTheProgram, ...commandEnvironment(env) }),
    replace(globalThis, 'console', new Console(stdout, stderr)),
  ];
  process.chdir(cwd);
  process.exitCode = undefined;
  return () => {
    process.chdir(folder);
    process.exitCode = exitCode;
    for (const restore of restores) {
      restore();
    }
  };
}

function replace(holder: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(holder, name) ?? {};
  Object.defineProperty(holder, name, { value, configurable: true, writable: true });
  return () => Object.defineProperty(holder, name, before);
}
