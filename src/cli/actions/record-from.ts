import { refuseOtherKind } from '../../app/refuse-other-kind.js';
import { UsageError } from '../../app/usage-error.js';
import { RecordingError, readRecording } from '../../record/index.js';
import type { RecordOptions } from '../commands/record.js';
import type { Io } from '../io.js';
import { type RecordingFiles, writeMade } from '../recording-files.js';

/** Makes the files of a recording that was written before; nothing is sent. */
export async function writeFrom(
  source: string,
  words: readonly string[],
  options: RecordOptions,
  files: RecordingFiles,
  io: Io,
): Promise<void> {
  const { upstream, listen, recording, dryRun, need, har, scenario, output } = options;
  const { tlsSelfSigned, tlsCa, tlsCert, tlsKey } = options;
  const live = [upstream, listen, recording, tlsSelfSigned, tlsCa, tlsCert, tlsKey];
  if (words.length > 0 || live.some((one) => one !== undefined)) {
    throw new UsageError(
      '--from reads what was recorded, so that it goes with no command, --upstream, --listen, --recording or --tls-…',
    );
  }
  if ([need, har, scenario, output].every((file) => file === undefined)) {
    throw new UsageError(
      'nothing says what to make of the recording',
      '--scenario FILE, --need FILE, --har FILE',
    );
  }
  await refuseOtherKind(source, 'recording', ['recording']);
  const read = await readRecording(source).catch((error: unknown) => {
    throw error instanceof RecordingError ? new UsageError(error.message) : error;
  });
  if (read.tornLine !== null) {
    io.stderr.write(
      `s3tester: ${source}:${read.tornLine} is broken off, as a recorder that was killed leaves it; it is left out\n`,
    );
  }
  if (!dryRun) {
    await writeMade(files, read, io);
  }
}
