import { basename } from 'node:path';
import { defined } from '../lib/defined.js';
import type { Withheld } from '../results/conformance.js';
import type { NamedResults } from '../results/merge.js';
import { type TestTally, tallyTests } from '../results/tally-tests.js';

/** One of the results that are compared. */
export interface Column {
  /** What it is called in tables: the server where that tells it from the others, else the file. */
  readonly label: string;
  readonly file: string;
  readonly server: string | null;
  readonly endpoint_url: string;
  readonly s3tester_version: string;
  /** Null where the results are of no suite. */
  readonly suite_version: string | null;
  readonly start_time: string;
  /** Whether the run came to its end; what is missing of one that did not says nothing of the server. */
  readonly is_whole: boolean;
  readonly tests: TestTally;
  /** What was withheld of them. */
  readonly withheld?: Withheld;
}

/** The columns of results, in the order in which they were given. */
export function columnsOf(list: readonly NamedResults[]): readonly Column[] {
  const servers = list.map(({ results }) => results.target.server);
  const names = list.map(({ file }) => basename(file).replace(/\.(?:json|ya?ml|ndjson)$/, ''));
  return list.map(({ file, results }, index) => {
    const server = results.target.server;
    const isTelling = server !== null && servers.filter((one) => one === server).length === 1;
    const name = names[index] ?? file;
    const isUnique = names.filter((one) => one === name).length === 1;
    return {
      label: isUnique ? name : isTelling ? server : file,
      file,
      server,
      endpoint_url: results.target.endpoint_url,
      s3tester_version: results.s3tester_version,
      suite_version: results.conformance?.suite_version ?? null,
      start_time: results.start_time,
      is_whole: !results.interrupted && results.endpoint_lost === null && results.budget_spent === undefined,
      tests: tallyTests(results),
      ...defined({ withheld: results.withheld }),
    };
  });
}
