import { CommanderError } from '@commander-js/extra-typings';
import { StartError } from '../app/start-error.js';
import { UsageError } from '../app/usage-error.js';
import { type Io, OutputError, processIo } from './io.js';
import { hideOptionValue } from './option-messages.js';
import { makeProgram } from './program.js';

export { compileLate } from './compile-late.js';

const exitCodes = { usage: 2, unjudged: 3 };

/** Runs the command line; `arguments_` are the words after the program's name. Sets the exit code of the process. */
export async function main(arguments_: readonly string[]): Promise<void> {
  const io = processIo();
  const program = makeProgram(io);
  try {
    await program.parseAsync([...arguments_], { from: 'user' });
  } catch (error) {
    process.exitCode = await reportError(error, formatIn(arguments_, io.environment), io);
  }
}

type DataFormat = 'json' | 'yaml';

async function reportError(error: unknown, format: DataFormat | undefined, io: Io): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) {
      return 0;
    }
    // Commander has written its own text; where it showed the help, there is no message.
    const message = error.message.startsWith('(')
      ? 'no command was given'
      : error.message.replace(/^error: /, '');
    const [first = '', suggestion] = hideOptionValue(message).split('\n');
    await writeErrorAsData('usage', [first, suggestion?.replace(/^\((.*)\)$/, '$1')], format, io);
    return exitCodes.usage;
  }
  if (error instanceof UsageError) {
    const { printable } = await import('../reporting/printable.js');
    // A message may quote a file, and a file may hold anything.
    const message = printable(error.message);
    const { hint } = error;
    io.stderr.write(`s3tester: ${message}\n${hint === undefined ? '' : `  = ${hint}\n`}`);
    await writeErrorAsData('usage', [message, hint], format, io);
    return exitCodes.usage;
  }
  if (error instanceof OutputError || error instanceof StartError) {
    io.stderr.write(`s3tester: ${error.message}\n`);
    await writeErrorAsData(error instanceof StartError ? 'start' : 'output', [error.message], format, io);
    return exitCodes.unjudged;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`s3tester: this should not happen: ${stack}\n`);
  await writeErrorAsData('unforeseen', [stack.split('\n')[0]], format, io);
  return exitCodes.unjudged;
}

async function writeErrorAsData(
  code: string,
  [message = '', hint]: readonly (string | undefined)[],
  format: DataFormat | undefined,
  io: Io,
): Promise<void> {
  if (format === undefined) {
    return;
  }
  const diagnostic = {
    code,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
  } as const;
  const { deliverDiagnostics } = await import('./diagnose.js');
  await deliverDiagnostics([diagnostic], { format }, io);
}

/** The format that a command line asks for, also where it cannot be read as a whole. */
function formatIn(words: readonly string[], environment: Io['environment']): DataFormat | undefined {
  const text = words.findLast(
    (word, index) => /^(?:-f|--format)$/.test(words[index - 1] ?? '') || /^(?:-f.|--format=)/.test(word),
  );
  const format = text?.replace(/^(?:-f=?|--format=)/, '') ?? environment.S3TESTER_FORMAT;
  return format === 'json' || format === 'yaml' ? format : undefined;
}
