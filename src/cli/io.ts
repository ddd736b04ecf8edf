import { createNotes, type Notes } from './notes.js';

/** The terminal and the process as commands see them: the only door to streams, environment and exit code. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly notes: Notes;
}

/** The streams and environment of this process. A reader that goes away (`| head`) ends the writing, not the run. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw error;
      }
    });
  }
  return { stdout: process.stdout, stderr: process.stderr, environment: process.env, notes: createNotes() };
}

/** A result that could not be written; ends the command with exit code 3. */
export class OutputError extends Error {}

/** Writes the result of a command to a file or to stdout; rejects with an {@link OutputError}. */
export async function deliver(text: string, output: string | undefined, io: Io): Promise<void> {
  if (output === undefined) {
    await write(io.stdout, text);
    return;
  }
  const { writeAtomically } = await import('../results/write.js');
  await writeAtomically(output, text).catch((error: Error) => {
    throw new OutputError(`cannot write ${output}: ${error.message}`);
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
