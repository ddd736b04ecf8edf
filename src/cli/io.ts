import { describeFileError } from '../lib/describe-file-error.js';
import { inChunks } from '../lib/in-chunks.js';
import { exitCodes } from '../results/exit-code.js';
import { createNotes, type Notes } from './notes.js';

/** The terminal and the process as commands see them: the only door to streams, environment and exit code. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly notes: Notes;
  /** Sets variables of the environment, also for what asks the process itself, as the SDK does for profiles. */
  addVariables(variables: Readonly<Record<string, string>>): void;
  /** Tells, once for each, that something cannot be written any more; all else goes on, and the exit code is not 0. */
  lose(what: string, error: Error): void;
}

/**
 * The streams and environment of this process. A reader that goes away (`| head`) ends the writing, not the run; nor
 * does a full disk.
 */
export function processIo(): Io {
  const { stdout, stderr, env: environment } = process;
  const lost = new Set<string>();
  const io: Io = {
    stdout,
    stderr,
    environment,
    notes: createNotes(),
    addVariables(variables) {
      Object.assign(environment, variables);
    },
    lose(what, error) {
      if (!lost.has(what)) {
        lost.add(what);
        stderr.write(`s3tester: cannot write ${what}: ${describeFileError(error)}\n`);
      }
      impair();
    },
  };
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      io.lose('to stdout', error);
    }
  });
  // That stderr itself is lost can be told nowhere.
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      impair();
    }
  });
  return io;
}

/** Has the process end with 3 where it would end with 0; asked at the exit, since commands set the code after it. */
function impair(): void {
  if (!isImpaired) {
    isImpaired = true;
    process.once('exit', () => {
      process.exitCode ||= exitCodes.unjudged;
    });
  }
}

let isImpaired = false;

/** A result that could not be written; ends the command with exit code 3. */
export class OutputError extends Error {}

/** Writes the result of a command, whole or in parts, to a file or to stdout; rejects with an {@link OutputError}. */
export async function deliver(
  text: string | Iterable<string>,
  output: string | undefined,
  io: Io,
): Promise<void> {
  const parts = typeof text === 'string' ? [text] : text;
  if (output === undefined) {
    for (const chunk of inChunks(parts)) {
      await write(io.stdout, chunk);
    }
    return;
  }
  const { writeAtomically } = await import('../results/write.js');
  await writeAtomically(output, inChunks(parts)).catch((error: Error) => {
    throw new OutputError(`cannot write ${output}: ${describeFileError(error)}`);
  });
  note(`wrote ${output}`, io);
}

/** Says on stderr what was done, unless the command is to be quiet. */
export function note(text: string, io: Io): void {
  io.stderr.write(io.notes.render(text));
}

async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write(text, () => resolve());
  });
}
