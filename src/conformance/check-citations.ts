import type { Configuration, Diagnostic } from '../config/index.js';
import type { CaseStep } from '../config/language/step.js';
import { errorAt } from '../config/text/diagnostic.js';
import { type AwsRecord, unknownRecord } from './ledger.js';
import { isDisputed, writtenProvenance } from './suite-case.js';

/** Finds the cases that cite what is no record, and those that say themselves what their records say. */
export function checkCitations(
  { groups }: Configuration,
  records: readonly AwsRecord[],
): readonly Diagnostic[] {
  const known = records.map(({ id }) => id);
  return groups
    .flatMap(({ test }) => test)
    .flatMap((step) => (step.kind === 'case' ? checkCase(step, known) : []));
}

function checkCase(step: CaseStep, known: readonly string[]): readonly Diagnostic[] {
  const { record = [], provenance, places, where } = step;
  const unknown = record
    .filter((id) => !known.includes(id))
    .map((id) => unknownRecord(id, known, places.get('record') ?? where));
  const isSaidTwice = record.length > 0 && provenance && !isDisputed(writtenProvenance(provenance));
  return isSaidTwice
    ? [
        ...unknown,
        errorAt(
          provenance.at,
          'misplaced-key',
          'the records of a case say when it was seen: beside record, provenance is left out, or disputed',
        ),
      ]
    : unknown;
}
