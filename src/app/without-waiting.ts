import type { Suite } from '../conformance/index.js';

/** What is looked at of a suite. */
interface Waiting {
  readonly cases: Suite['cases'];
  readonly features: readonly Pick<Suite['features'][number], 'name' | 'beside'>[];
}

/**
 * A suite whose cases do not wait for what they look at beside their subject, which an application may never ask for: they
 * run without it, and say themselves what is missing. The list of features says which those are.
 */
export function withoutWaiting<S extends Waiting>(suite: S): S {
  const beside = suite.features.filter((feature) => feature.beside).map(({ name }) => name);
  const cases = suite.cases.map((one) => ({
    ...one,
    needs: one.needs.filter((need) => !beside.includes(need)),
  }));
  return { ...suite, cases };
}
