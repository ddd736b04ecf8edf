import { UsageError } from '../app/usage-error.js';
import { whyNotWithheld, withhold } from '../conformance/withhold.js';
import type { NamedResults } from '../results/merge.js';
import { type ResultSource, resultsOf, sourceOf } from '../results/source.js';

/** The option that says what is not published. */
export interface WithholdOptions {
  readonly withhold?: readonly string[] | undefined;
}

/** What is published of results: all, or all but the cases with the tags of `--withhold`; `name` is what they are called. */
export function publishable(
  results: ResultSource,
  { withhold: tags = [] }: WithholdOptions,
  name: string,
): ResultSource {
  if (tags.length === 0) {
    return results;
  }
  const obstacle = whyNotWithheld(results, tags);
  if (obstacle !== null) {
    throw new UsageError(
      `--withhold ${tags.join(', ')}: nothing can be withheld of ${name}: ${obstacle}`,
      'results are written by run and conformance; s3tester list cases names the tags of the suite',
    );
  }
  return withhold(results, tags);
}

/** The same of a file of results, in memory. */
export function publishableFile({ file, results }: NamedResults, options: WithholdOptions): NamedResults {
  return { file, results: resultsOf(publishable(sourceOf(results), options, file)) };
}
