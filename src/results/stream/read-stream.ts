import { type Collection, collect } from '../collect.js';
import type { RunEvent } from '../events.js';
import { stepOf } from '../fold.js';
import type { ResultHead, ResultSource, StepEntry } from '../source.js';
import type { EventFile } from './event-file.js';
import { EventLog } from './event-log.js';
import { type ReadLine, readEvents, StreamError } from './read-events.js';

/** Says what is wrong with a line that is to be an event; null where nothing is. */
export type CheckLine = (data: Record<string, unknown>) => string | null;

/** The results of a stream, and whether it has an end. */
export interface StreamResults {
  readonly source: ResultSource;
  readonly isWhole: boolean;
}

/**
 * Makes results of the stream of a run, also of one that broke off; steps are read from the file, which must stay open.
 * Throws a {@link StreamError} for a line that is none of a stream.
 */
export function readStream(file: EventFile, check: CheckLine = () => null): StreamResults {
  const log = new EventLog(file);
  const collection: Collection<StepEntry> = collect();
  let described: ResultHead | undefined;
  let isBegun = false;
  let isWhole = false;
  for (const { data, line, place } of readEvents(file, log)) {
    const wrong = check(data) ?? misplacement(data, isBegun);
    if (wrong !== null) {
      throw new StreamError(line, wrong);
    }
    isBegun = true;
    if (isDescription(data)) {
      described = data.head;
      continue;
    }
    const event = data as unknown as RunEvent;
    isWhole ||= event.type === 'run-finished';
    const step = stepOf(event);
    collection.add(event, step && log.store(step, place));
  }
  if (!isBegun) {
    throw new StreamError(1, 'is not there: the run broke off before it began');
  }
  const source = collection.results();
  return { source: described === undefined ? source : describe(source, described), isWhole };
}

function misplacement({ type }: ReadLine['data'], isBegun: boolean): string | null {
  if (!isBegun) {
    return type === 'run-started' ? null : 'is no beginning of a run';
  }
  return type === 'run-started' ? 'begins another run' : null;
}

function isDescription(data: ReadLine['data']): data is ReadLine['data'] & { readonly head: ResultHead } {
  return data.type === 'results-described';
}

/** Results with what was known of them in the end; a suite leaves out what was not chosen, and has an order of its own. */
function describe(source: ResultSource, head: ResultHead): ResultSource {
  const rank = new Map(head.cases.map(({ id }, index) => [id, index]));
  const rankOf = (step: StepEntry): number => rank.get(step.case ?? '') ?? -1;
  const results =
    head.conformance === undefined
      ? source.results
      : source.results.filter((step) => rankOf(step) >= 0).toSorted((a, b) => rankOf(a) - rankOf(b));
  return { ...head, results };
}
