import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../app/usage-error.js';
import { version } from '../app/version.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { makeFolder } from '../lib/make-folder.js';
import { writeRecordingArchive } from '../record/archive.js';
import { needOf } from '../record/need/need-of.js';
import { createLineMask, type RecordingSecrets } from '../record/recording/mask-line.js';
import { RecordingError } from '../record/recording/read-recording.js';
import { createRecorder, type Recorder } from '../record/recording/recorder.js';
import type { Recording, RecordingHead, RecordingLine } from '../record/recording/schema.js';
import { scenarioOf } from '../record/replay/scenario-of.js';
import { renderData, tally } from './diagnose.js';
import { deliver, type Io, note, OutputError } from './io.js';

/** Where a recording goes; what is not asked for is not made. */
export interface RecordingFiles {
  readonly recording?: string | undefined;
  readonly need?: { readonly path: string; readonly format: 'yaml' | 'json' } | undefined;
  readonly har?: string | undefined;
  /** A scenario that replays it. */
  readonly scenario?: string | undefined;
}

/** Who is recorded, and what must not be written down. */
export interface RecordedProgram extends RecordingSecrets {
  readonly application: string | null;
  readonly version: string | null;
  readonly scheme: 'http' | 'https';
}

/** A recording under way. */
export interface OpenRecording {
  readonly recorder: Recorder;
  /** Writes what is made at the end, and says what was recorded. Gives how many exchanges that were. */
  finish(): Promise<number>;
}

/** Opens a recording, whose lines go to their file at once; `onLine` is told of each. Rejects with an {@link OutputError}. */
export async function openRecording(
  files: RecordingFiles,
  program: RecordedProgram,
  io: Io,
  onLine?: (line: RecordingLine) => void,
): Promise<OpenRecording> {
  const file = await openLines(files.recording, io);
  const isKept = [files.need, files.har, files.scenario].some((one) => one !== undefined);
  const kept: RecordingLine[] = [];
  const counts = new Map<string, number>();
  let written: RecordingHead | undefined;
  const recorder = createRecorder({
    application: program.application,
    version: program.version,
    started: new Date(),
    scheme: program.scheme,
    now: () => performance.now(),
    mask: createLineMask(program),
    onHead(head) {
      written = head;
      file.append(head);
    },
    onLine(line) {
      file.append(line);
      if (isKept) {
        kept.push(line);
      }
      const name = line.operation ?? 'other';
      counts.set(name, (counts.get(name) ?? 0) + 1);
      onLine?.(line);
    },
  });
  return {
    recorder,
    async finish() {
      recorder.close();
      file.close();
      if (written !== undefined && isKept) {
        // Of nothing no scenario can be made; that nothing was sent is told, and the program's exit code stays.
        const scenario = kept.length === 0 ? undefined : files.scenario;
        await writeMade({ ...files, scenario }, { head: written, lines: kept }, io);
      }
      note(describe(counts), io);
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
  };
}

/** Writes what is made of a whole recording: its need, an archive, a scenario. Rejects with a UsageError or an OutputError. */
export async function writeMade(
  { need, har, scenario }: RecordingFiles,
  recording: Recording,
  io: Io,
): Promise<void> {
  if (need !== undefined) {
    await deliver(await renderData(needOf(recording), need.format), need.path, io);
  }
  if (har !== undefined) {
    await deliver(writeRecordingArchive(recording, version), har, io);
  }
  if (scenario !== undefined) {
    await writeReplay(scenario, recording, io);
  }
}

async function writeReplay(file: string, recording: Recording, io: Io): Promise<void> {
  const { text, replayed, omissions } = await scenarioOf(recording).catch((error: unknown) => {
    throw error instanceof RecordingError ? new UsageError(error.message) : error;
  });
  await deliver(text, file, io);
  const left =
    omissions.length === 0 ? '' : `; ${omissions.length} left out, each named there with the reason`;
  note(`the scenario replays ${tally(replayed, 'request')}${left}`, io);
}

function describe(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${count} ${name}`);
  return `recorded ${tally(total, 'request')}${total === 0 ? '' : `: ${most.join(', ')}`}`;
}

interface Lines {
  append(data: object): void;
  close(): void;
}

/**
 * Each line is written at once, so that a recorder that is killed leaves what it has seen. The file is made with the first
 * one: where nothing could be recorded, an earlier recording stays.
 */
async function openLines(name: string | undefined, io: Io): Promise<Lines> {
  if (name === undefined) {
    return { append: () => undefined, close: () => undefined };
  }
  await makeFolder(path.dirname(name)).catch((error: Error) => {
    throw new OutputError(`cannot write ${name}: ${describeFileError(error)}`);
  });
  let file: number | undefined;
  return {
    append(data) {
      try {
        file ??= openSync(name, 'w');
        writeSync(file, `${JSON.stringify(data)}\n`);
      } catch (error) {
        io.lose(`the recording to ${name}`, error as Error);
      }
    },
    close() {
      if (file !== undefined) {
        closeSync(file);
        note(`wrote ${name}`, io);
      }
    },
  };
}
