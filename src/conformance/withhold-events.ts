import type { RunEvent } from '../results/events.js';
import { hiderOf } from './hide-ids.js';
import type { Suite } from './suite.js';
import { baseId } from './suite-case.js';

/**
 * What may be told of the events of a run where cases of a suite with one of these tags are withheld: an event without
 * their ids, or null for one that is about such a case, a row of it, or a case inside of it.
 */
export function withholdEvents(
  { cases }: Suite,
  tags: readonly string[],
): (event: RunEvent) => RunEvent | null {
  const hidden = cases.filter((one) => tags.some((tag) => one.tags.includes(tag))).map(({ id }) => id);
  const hide = hiderOf(new Set(hidden));
  const isHidden = (id: string | null) =>
    id !== null && hidden.some((one) => baseId(id) === one || id.startsWith(`${one}/`));
  return (event) => {
    if (event.type === 'case-finished') {
      const { result } = event;
      return isHidden(result.id) ? null : { ...event, result: { ...result, reason: hide(result.reason) } };
    }
    if (event.type === 'step-finished' || event.type === 'turns-counted') {
      const { result } = event;
      return isHidden(result.case)
        ? null
        : { ...event, result: { ...result, skip_reason: hide(result.skip_reason) } };
    }
    return event;
  };
}
