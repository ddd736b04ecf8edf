import { createHash } from 'node:crypto';
import { baseId } from '../conformance/suite-case.js';
import type { ResultHead } from '../results/source.js';
import type { EvidencePlan } from './types.js';

/** What was run, as results tell it: the cases in their order, each once, rows of one together. */
export function planOf(results: ResultHead): EvidencePlan {
  const { conformance, plan = conformance?.plan ?? null, config_files, withheld } = results;
  const definitions = new Map(results.cases.map(({ id, definition }) => [baseId(id), definition ?? null]));
  const content = {
    run: plan,
    suite_version: conformance?.suite_version ?? null,
    definition: conformance?.definition ?? null,
    config_files,
    cases: [...definitions].map(([id, sha256]) => ({ id, sha256 })),
    withheld: (withheld?.areas ?? []).reduce((sum, area) => sum + area.applicable + area.skipped, 0),
  };
  return { hash: createHash('sha256').update(JSON.stringify(content)).digest('hex'), ...content };
}
