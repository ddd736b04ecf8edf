import { CommanderError } from 'commander';
import { processIo } from './io.js';
import { makeProgram } from './program.js';
import { UsageError } from './usage-error.js';

const exitCodes = { usage: 2, unforeseen: 3 };

/** Runs the command line; `arguments_` are the words after the program's name. Sets the exit code of the process. */
export async function main(arguments_: readonly string[]): Promise<void> {
  const io = processIo();
  const program = makeProgram(io);
  try {
    await program.parseAsync([...arguments_], { from: 'user' });
  } catch (error) {
    process.exitCode = tellError(error, io.stderr);
  }
}

function tellError(error: unknown, stderr: NodeJS.WriteStream): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  if (error instanceof UsageError) {
    stderr.write(`s3tester: ${error.message}\n${error.hint === undefined ? '' : `  = ${error.hint}\n`}`);
    return exitCodes.usage;
  }
  stderr.write(
    `s3tester: this should not happen: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return exitCodes.unforeseen;
}
