import type { ResultSource } from '../results/source.js';
import type { StepResult } from '../results/types.js';
import type { ExchangeLine } from './types.js';

/** The exchanges of all steps in their order, each with its requests and responses. */
export function* exchangesOf({ results }: ResultSource): Generator<ExchangeLine> {
  for (const entry of results) {
    yield* exchangesOfStep(entry.read());
  }
}

function* exchangesOfStep({ http, ...step }: StepResult): Generator<ExchangeLine> {
  const { group_name, phase, case: caseId, step: place, iteration, timestamp } = step;
  for (const exchange of http) {
    yield { group_name, phase, case: caseId, step: place, iteration, timestamp, ...exchange };
  }
}

/** The same results without what stands in the exchanges. */
export function withoutTraces(results: ResultSource): ResultSource {
  return {
    ...results,
    results: results.results.map((entry) => ({
      ...entry,
      read() {
        const step = entry.read();
        return { ...step, http: step.http.map(({ trace: _, ...exchange }) => exchange) };
      },
    })),
  };
}
