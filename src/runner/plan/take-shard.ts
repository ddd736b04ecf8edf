import type { Plan, PlannedGroup } from './plan.js';
import { isDealtTo, type Shard } from './shard.js';
import { shareLoads } from './share-load.js';

/**
 * The part of a plan that is one shard's: each group that runs is in one shard as a whole, but those of `every_shard`,
 * which are in all, and those with a load, of which each shard has its share. Groups that are skipped are dealt, too, so that each is in the results of one shard.
 */
export function takeShard(plan: Plan, shard: Shard): Plan {
  const dealt = { running: 0, skipped: 0 };
  const isTaken = (group: PlannedGroup): boolean => {
    if (isEverywhere(group)) {
      return true;
    }
    return isDealtTo(shard, group.skipReason === null ? dealt.running++ : dealt.skipped++);
  };
  const { index, count } = shard;
  return {
    ...plan,
    groups: plan.groups.filter(isTaken).map((group) => shareLoads(group, shard)),
    part: {
      index,
      count,
      whole: plan.groups.map(({ name }) => name),
      everywhere: plan.groups.filter(isEverywhere).map(({ name }) => name),
    },
  };
}

function isEverywhere({ everyShard, skipReason }: PlannedGroup): boolean {
  return everyShard && skipReason === null;
}
