import type { RunEvent } from '../results/events.js';
import { hiderOf } from './hide-ids.js';
import type { Suite } from './suite.js';
import { baseId } from './suite-case.js';

/** Cases that are not named, and the groups of which steps outside of cases are not told with them. */
export interface HiddenCases {
  readonly ids: readonly string[];
  readonly groups: ReadonlySet<string>;
}

/** The cases of a suite that have one of these tags; what is around them in a file is told. */
export function hiddenInSuite({ cases }: Suite, tags: readonly string[]): HiddenCases {
  const hidden = cases.filter((one) => tags.some((tag) => one.tags.includes(tag)));
  return { ids: hidden.map(({ id }) => id), groups: new Set() };
}

/**
 * What may be told of the events of a run where some cases are withheld: an event without their ids, or null for one that
 * is about such a case, a row of it, a case inside of it, or a step outside of cases in a group of theirs.
 */
export function withholdEvents({ ids, groups }: HiddenCases): (event: RunEvent) => RunEvent | null {
  const hide = hiderOf(new Set(ids));
  const isHidden = (id: string) => ids.some((one) => baseId(id) === one || id.startsWith(`${one}/`));
  return (event) => {
    if (event.type === 'case-finished') {
      const { result } = event;
      return isHidden(result.id) ? null : { ...event, result: { ...result, reason: hide(result.reason) } };
    }
    if (event.type === 'step-finished' || event.type === 'turns-counted') {
      const { result } = event;
      return (result.case === null ? groups.has(result.group_name) : isHidden(result.case))
        ? null
        : { ...event, result: { ...result, skip_reason: hide(result.skip_reason) } };
    }
    return event;
  };
}
