import { describeFileError } from '../lib/describe-file-error.js';
import { isRecord } from '../lib/records.js';
import { type ResultSource, sourceOf } from '../results/source.js';
import { EventFile } from '../results/stream/event-file.js';
import { StreamError } from '../results/stream/read-events.js';
import { readStream } from '../results/stream/read-stream.js';
import { readResultsFile } from './read-results-file.js';
import { UsageError } from './usage-error.js';

/** Results of an earlier run, whose steps can be read until they are closed. */
export interface OpenResults {
  readonly source: ResultSource;
  /** Whether they are of a whole run, and not of a stream that broke off. */
  readonly isWhole: boolean;
  close(): void;
}

const streamFormat = 1;

/** Opens what an earlier run left: a results file, an evidence bundle, or a stream of events. Rejects with a {@link UsageError}. */
export async function openResults(name: string): Promise<OpenResults> {
  const stream = openStream(name);
  if (stream === null) {
    return { source: sourceOf(await readResultsFile(name)), isWhole: true, close() {} };
  }
  const { file, data } = stream;
  try {
    if (data.stream_format !== streamFormat) {
      const found = JSON.stringify(data.stream_format);
      throw new UsageError(`${name} has stream_format ${found}; this s3tester reads ${streamFormat}`);
    }
    // The schema takes a while to load, and a run that reads no results does without it.
    const { describeEvent } = await import('../results/schema/check.js');
    return { ...readStream(file, describeEvent), close: () => file.close() };
  } catch (error) {
    file.close();
    if (error instanceof StreamError) {
      throw new UsageError(`${name}:${error.line}: ${error.message}`, 'a stream is written by --stream PATH');
    }
    throw error;
  }
}

/** The file of a stream, and its first event; null where it is none. */
function openStream(
  name: string,
): { readonly file: EventFile; readonly data: Record<string, unknown> } | null {
  let file: EventFile | undefined;
  try {
    file = EventFile.open(name);
    const [first] = file.lines();
    const data = readBeginning(first?.text ?? '');
    if (data !== undefined) {
      return { file, data };
    }
  } catch (error) {
    file?.close();
    throw new UsageError(`cannot read the results ${name}: ${describeFileError(error)}`);
  }
  file.close();
  return null;
}

/** The first event of a stream; undefined where the file is none. */
function readBeginning(line: string): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(line);
    return isRecord(data) && data.type === 'run-started' ? data : undefined;
  } catch {
    return undefined;
  }
}
