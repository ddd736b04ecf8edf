import { UsageError } from '../app/usage-error.js';
import type { Group } from '../config/configuration.js';
import type { ResultSource } from '../results/source.js';
import type { Plan } from '../runner/plan/plan.js';
import type { WatchedRun } from './watched-session.js';
import type { WithholdOptions } from './withheld.js';

/** Refuses to withhold what a stream would tell. */
export function checkStreamed({
  withhold: tags = [],
  stream,
}: WithholdOptions & { readonly stream?: string | undefined }): void {
  if (tags.length > 0 && stream !== undefined) {
    throw new UsageError(
      '--withhold and --stream exclude each other: the stream has every verdict',
      's3tester report STREAM --withhold TAG publishes the rest of it',
    );
  }
}

/** What of a run may be told, and what is published of its results. */
interface Withholding {
  readonly tellable: WatchedRun['tellable'];
  readonly publish: (results: ResultSource) => ResultSource;
}

/**
 * What `--withhold` leaves of a run of configuration files, whose groups these are; all of it where no tag is withheld.
 * Rejects with a {@link UsageError} where something could be published by mistake.
 */
export async function withholdingOf(
  { withhold: tags = [] }: WithholdOptions,
  groups: readonly Group[],
  plan: Plan,
): Promise<Withholding> {
  if (tags.length === 0) {
    return { tellable: undefined, publish: (results) => results };
  }
  const [{ hiddenInPlan }, { withhold, withholdEvents }] = await Promise.all([
    import('../app/hidden-in-plan.js'),
    import('../conformance/index.js'),
  ]);
  return {
    tellable: withholdEvents(hiddenInPlan(plan, groups, tags)),
    publish: (results) => withhold(results, tags),
  };
}
