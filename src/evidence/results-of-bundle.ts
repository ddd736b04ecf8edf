import type { Results } from '../results/types.js';
import { checkParts } from './check-parts.js';
import { newerFormat } from './newer-format.js';
import { parseJson, parseMember } from './parse-member.js';
import { DamageError, type OpenBundle, openBundle } from './read-bundle.js';
import { resultsIn } from './results-in.js';
import { manifest as manifestSchema } from './schema.js';
import type { ExchangeLine } from './types.js';

/** What is said of a bundle of a later format. */
export class NewerError extends Error {}

/**
 * The results in a bundle, with their requests and responses back in the steps. Rejects with a {@link DamageError} where a
 * part is not as it was written, and with a {@link NewerError} where it is of a later format; who signed it and whether the parts fit to each other is for `verifyBundle` to say.
 */
export async function resultsOfBundle(file: string): Promise<Results> {
  const bundle = await openBundle(file);
  try {
    const newer = await newerFormat(bundle);
    if (newer !== null) {
      throw new NewerError(newer);
    }
    const found = await checkParts(bundle, await parseMember(bundle, 'manifest.json', manifestSchema));
    if (found.status !== 'ok') {
      throw new DamageError(found.summary);
    }
    return await withTraces(await resultsIn(bundle), bundle);
  } finally {
    bundle.close();
  }
}

/** The exchanges of a bundle stand in the order of the steps. */
async function withTraces(results: Results, bundle: OpenBundle): Promise<Results> {
  const lines = bundle.lines('exchanges.ndjson');
  const steps: Results['results'][number][] = [];
  for (const step of results.results) {
    const http: (typeof step.http)[number][] = [];
    for (const exchange of step.http) {
      const { value, done } = await lines.next();
      const line = done ? undefined : (parseJson(value, 'exchanges.ndjson') as Partial<ExchangeLine> | null);
      if (!line || !isOfStep(line, step)) {
        throw new DamageError(strangers);
      }
      http.push(line.trace === undefined ? exchange : { ...exchange, trace: line.trace });
    }
    steps.push({ ...step, http });
  }
  if (!(await lines.next()).done) {
    throw new DamageError(strangers);
  }
  return { ...results, results: steps };
}

const strangers = 'the exchanges are not those of the steps';

function isOfStep(line: Partial<ExchangeLine>, step: Results['results'][number]): boolean {
  return (
    line.group_name === step.group_name &&
    line.phase === step.phase &&
    line.case === step.case &&
    line.step === step.step &&
    line.iteration === step.iteration
  );
}
