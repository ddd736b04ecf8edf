import type { Fixtures } from '../../config/language/case.js';
import { type BucketRequest, bucketRequests, sharingKey } from './bucket-request.js';
import { type Plan, type PlannedGroup, phases } from './plan.js';
import { add, nothing, type PlanCount, requestsOf, times } from './plan-count.js';
import { type PlannedStep, stepsInside } from './planned-step.js';
import { lengthOf, turnsOf } from './turns.js';

/** What a setting of a bucket costs that is written, and one that is read, since it may be as it is wanted. */
const written = requestsOf('put_copy_post_list', 1);
const read = requestsOf('get_and_others', 1);
const removed = requestsOf('free', 1);

/** What making, filling, emptying and removing the buckets of cases sends at the least. */
export function countFixtures(plan: Plan): PlanCount {
  const shared = new Map<string, PlanCount>();
  const own = plan.groups
    .filter(({ skipReason }) => skipReason === null)
    .flatMap((group) => phases.flatMap((phase) => group.phases[phase].map((step) => ({ group, step }))))
    .map(({ group, step }) => countCases(step, group, shared))
    .reduce(add, nothing);
  return [...shared.values()].reduce(add, own);
}

/** What belongs to the cases of a step alone; what they share is put into `shared`, once. */
function countCases(planned: PlannedStep, group: PlannedGroup, shared: Map<string, PlanCount>): PlanCount {
  if (planned.skipReason !== null) {
    return nothing;
  }
  const inside = stepsInside(planned)
    .map((step) => countCases(step, group, shared))
    .reduce(add, nothing);
  const fixtures = planned.kind === 'case' ? (planned.step.fixtures ?? group.defaults?.fixtures) : undefined;
  return times(add(inside, countBuckets(fixtures, group.credential, shared)), turnsOf(planned));
}

function countBuckets(
  fixtures: Fixtures | undefined,
  credential: string,
  shared: Map<string, PlanCount>,
): PlanCount {
  return (fixtures ? bucketRequests(fixtures) : [])
    .map((request) => {
      const { kind, fixture } = request;
      const objects = fixture.objects ? times(written, lengthOf(fixture.objects)) : nothing;
      if (kind === 'name') {
        return removed;
      }
      if (kind === 'own') {
        return add(objects, countBucket(request));
      }
      shared.set(sharingKey(fixture, fixture.credential ?? credential), countBucket(request));
      return objects;
    })
    .reduce(add, nothing);
}

function countBucket({ kind, fixture }: BucketRequest): PlanCount {
  const { versioning, acls, public_access: access, sse_c: keys, objects } = fixture;
  // What is wanted otherwise than AWS makes it is read first.
  const settings = [
    ...(versioning ? [written] : []),
    ...(acls ? [acls === 'disabled' ? written : read] : []),
    ...(access ? [access === 'blocked' ? written : read] : []),
    ...(keys ? [keys === 'blocked' ? written : read] : []),
  ];
  // A bucket is emptied by a list and a deletion of many.
  const emptied = kind === 'shared' || objects ? [written, removed] : [];
  return [written, ...settings, ...emptied, removed].reduce(add, nothing);
}
