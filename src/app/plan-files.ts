import { defined } from '../lib/defined.js';
import { makePlan } from '../runner/plan/make-plan.js';
import type { Plan } from '../runner/plan/plan.js';
import type { Shard } from '../runner/plan/shard.js';
import { loadsIn } from '../runner/plan/share-load.js';
import { takeShard } from '../runner/plan/take-shard.js';
import { checkSelection, type FileSelection } from './check-selection.js';
import { targetFactsOf } from './endpoint.js';
import type { PreparedFiles } from './prepare-files.js';
import { UsageError } from './usage-error.js';

/** What of the files is to run, and how. */
export interface PlanFilesOptions {
  readonly selection?: FileSelection | undefined;
  /** Whether groups run in parallel; by default as the configuration says. */
  readonly parallel?: boolean | undefined;
  /** Stop after so many failures. */
  readonly bail?: number | undefined;
  /** Fixes all randomness: a whole number from 0. */
  readonly seed?: number | undefined;
  /** Only one of several parts of the run, each of which is run by a process of its own. */
  readonly shard?: Shard | undefined;
}

/** Plans a run of files; throws a {@link UsageError} for a selection of what is not there. */
export function planFiles(
  { configuration, settings, credentials, rerun }: PreparedFiles,
  { selection = {}, parallel, bail, seed, shard }: PlanFilesOptions,
): Plan {
  const plan = makePlan(configuration, {
    settings,
    credentials,
    rerun,
    targetFacts: Object.keys(targetFactsOf(settings)),
    selection: defined(selection),
    ...defined({ parallel, bail, seed }),
  });
  checkSelection(plan, selection);
  if (!shard) {
    return plan;
  }
  checkShares(plan, shard);
  return takeShard(plan, shard);
}

/** Each shard needs a user of every load. */
function checkShares({ groups }: Plan, { count }: Shard): void {
  for (const group of groups) {
    for (const { id, step } of group.skipReason === null ? loadsIn(group) : []) {
      const users = step.load?.users;
      if (users !== undefined && users < count) {
        throw new UsageError(
          `${id} of the group "${group.name}": the load has ${users} users, and there are ${count} shards to share them`,
          'give it at least as many users as there are shards',
        );
      }
    }
  }
}
