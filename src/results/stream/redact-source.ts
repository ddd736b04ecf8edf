import { defined } from '../../lib/defined.js';
import type { Redactor } from '../redact.js';
import type { ResultSource, StepEntry } from '../source.js';

/** The same results without what the redactor masks; steps are masked when they are read. */
export function redactSource(source: ResultSource, redact: Redactor): ResultSource {
  return {
    ...source,
    results: source.results.map((entry) => redactEntry(entry, redact)),
    cases: source.cases.map((one) => redact(one)),
  };
}

function redactEntry(entry: StepEntry, redact: Redactor): StepEntry {
  const { group_name, case: caseId, status, duration, timestamp, isDeviant, isLoad } = entry;
  const named = redact({ group_name, case: caseId, skip_reason: entry.skip_reason });
  const { exact, turns } = entry;
  return {
    ...named,
    status,
    duration,
    timestamp,
    isDeviant,
    isLoad,
    ...defined({ exact, turns }),
    read: () => redact(entry.read()),
  };
}
