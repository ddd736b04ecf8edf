import { type ExitCode, exitCodes } from '../results/exit-code.js';
import type { HistoryCounts } from './check/follow-history.js';
import type { HistoryHeader, OperationOutcome } from './history/types.js';
import type { Finding, Verdict } from './history/verdict.js';
import type { MadeHistory } from './run/make-history.js';

/** What was found out about the consistency of a store; the data of `--format json`. */
export interface ConsistencyResults {
  readonly consistency_format: 1;
  readonly s3tester_version: string;
  /** ISO 8601, of the first operation. */
  readonly start_time: string;
  readonly endpoints: readonly string[];
  readonly model: string;
  readonly workloads: readonly string[];
  readonly clients: number;
  readonly seed: number;
  /** Of the operations; null where a history was checked that others made. */
  readonly seconds: number | null;
  readonly operations: number;
  readonly outcomes: Readonly<Record<OperationOutcome, number>>;
  readonly faults: number;
  readonly verdicts: readonly Verdict[];
  /** What could not be judged, and why. */
  readonly not_judged: readonly { readonly what: string; readonly reason: string }[];
  readonly features: readonly { readonly feature: string; readonly state: string; readonly reason: string }[];
  readonly problems: readonly string[];
  readonly interrupted: boolean;
  /** The file of the history; null where it was not kept. */
  readonly history: string | null;
}

/** What was found, with the header of the history that it was found in. */
export interface JudgedHistory {
  readonly header: HistoryHeader;
  readonly results: ConsistencyResults;
}

/** Puts together what a run and its checkers say. A condition that the store ignores is a violation by itself. */
export function resultsOf(
  made: Pick<MadeHistory, 'header'> & Partial<MadeHistory>,
  counts: HistoryCounts,
  verdicts: readonly Verdict[],
  history: string | null,
): JudgedHistory {
  const { header, features = [], unjudged = [], nemesisProblems = [], leftovers = [], seconds = null } = made;
  const ignored = features.filter(({ state }) => state === 'ignored');
  const results: ConsistencyResults = {
    consistency_format: 1,
    s3tester_version: header.s3tester_version,
    start_time: header.start,
    endpoints: header.endpoints,
    model: header.model,
    workloads: header.workloads,
    clients: header.clients,
    seed: header.seed,
    seconds,
    ...counts,
    verdicts: [
      ...(ignored.length === 0
        ? []
        : [
            {
              checker: 'conditions',
              verdict: 'violated' as const,
              operations: ignored.length,
              findings: ignored.map(
                ({ reason }): Finding => ({
                  message: `the condition is ignored: it is false, and the response is ${reason}`,
                  bucket: header.buckets[0]?.name ?? '',
                  key: 'probe/object',
                  operations: [],
                }),
              ),
            },
          ]),
      ...verdicts,
    ],
    not_judged: [
      ...unjudged.map(({ workload, reason }) => ({ what: workload, reason })),
      ...(counts.operations === 0 ? [{ what: 'the store', reason: 'no operation was done' }] : []),
    ],
    features,
    problems: [
      ...nemesisProblems.map(({ command, reason }) => `the fault's command failed: ${command}: ${reason}`),
      ...leftovers.map(({ bucket, reason }) => `the bucket ${bucket} stays behind: ${reason}`),
    ],
    interrupted: made.interrupted ?? false,
    history,
  };
  return { header, results };
}

/**
 * The exit code: a violation comes first, since it stays true whatever ended the run; then an interruption; then what could
 * not be decided or judged.
 */
export function consistencyExitCode({
  verdicts,
  not_judged,
  problems,
  interrupted,
}: ConsistencyResults): ExitCode {
  if (verdicts.some(({ verdict }) => verdict === 'violated')) {
    return exitCodes.failed;
  }
  if (interrupted) {
    return exitCodes.interrupted;
  }
  const isOpen =
    not_judged.length > 0 || problems.length > 0 || verdicts.some(({ verdict }) => verdict === 'not decided');
  return isOpen ? exitCodes.unjudged : exitCodes.passed;
}
