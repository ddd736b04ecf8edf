import { setTimeout as sleep } from 'node:timers/promises';
import { fileReader } from '../app/file-reader.js';
import { UsageError } from '../app/usage-error.js';
import { type Reader, splitPattern } from '../config/index.js';
import { exitCodes } from '../results/exit-code.js';
import { tally } from './diagnose.js';
import { endingSignals } from './interrupt.js';
import { type Io, note } from './io.js';
import { type FileStates, nextChange, stateOf } from './next-change.js';

/** How often files are looked at; milliseconds. */
const interval = 250;

/**
 * Runs something that reads files through a reader, and runs it again whenever one of these files has changed, until Ctrl-C.
 * What is wrong with files that were edited is said, and waited for to be mended; of the first run it is thrown.
 */
export async function repeatOnChange(once: (reader: Reader) => Promise<void>, io: Io): Promise<void> {
  const controller = new AbortController();
  const end = () => controller.abort();
  const pause = () => sleep(interval, undefined, { signal: controller.signal });
  for (const name of endingSignals) {
    process.on(name, end);
  }
  try {
    for (let runs = 1; ; runs += 1) {
      const seen = await runNoting(once, runs === 1, io);
      controller.signal.throwIfAborted();
      note(`run ${runs} is over; watching ${tally(seen.size, 'file')} until Ctrl-C`, io);
      note(`${await nextChange(seen, pause)} has changed`, io);
    }
  } catch (error) {
    if (!controller.signal.aborted) {
      throw error;
    }
    process.exitCode = exitCodes.interrupted;
  } finally {
    for (const name of endingSignals) {
      process.off(name, end);
    }
  }
}

/** Runs it once; the files that it read, each as it was found. */
async function runNoting(
  once: (reader: Reader) => Promise<void>,
  isFirst: boolean,
  io: Io,
): Promise<FileStates> {
  const seen = new Map<string, string>();
  try {
    await once(notingReader(seen));
  } catch (error) {
    if (isFirst || !(error instanceof UsageError)) {
      throw error;
    }
    io.stderr.write(`s3tester: ${error.message}\n`);
  }
  return seen;
}

/** Reads files, and notes of each as what it was found. */
function notingReader(seen: Map<string, string>): Reader {
  const see = async (name: string): Promise<void> => {
    seen.set(name, seen.get(name) ?? (await stateOf(name)));
  };
  return {
    ...fileReader,
    async read(name) {
      await see(name);
      return fileReader.read(name);
    },
    async glob(pattern) {
      await see(splitPattern(pattern, fileReader.path).folder || '.');
      return fileReader.glob(pattern);
    },
    async exists(name) {
      await see(name);
      return fileReader.exists(name);
    },
  };
}
