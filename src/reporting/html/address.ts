import type { CaseResult, StepResult } from '../../results/types.js';

/** The name of a case on the page, which its element has as an id. */
export function anchorOfCase({ id }: Pick<CaseResult, 'id'>): string {
  return `case=${id}`;
}

/** The same of a step that belongs to no case. */
export function anchorOfStep({ group_name, step, iteration }: StepResult): string {
  return `case=${group_name}/${step}${iteration === null ? '' : `#${iteration}`}`;
}

/** The address, on the same page, of what has this name, or of the filter that it is. */
export function hashOf(anchor: string): string {
  const equals = anchor.indexOf('=');
  return `#${anchor.slice(0, equals)}=${encode(anchor.slice(equals + 1))}`;
}

/** The address of a filter: `#feature=ranges&status=fail`. */
export function filterHash(filter: Readonly<Record<string, string | number>>): string {
  return `#${Object.entries(filter)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&')}`;
}

/** Text in an address; half a character, which no address can hold, stands for itself as in the rest of the page. */
function encode(text: string | number): string {
  return encodeURIComponent(String(text).replace(/\p{Surrogate}/gu, '\ufffd'));
}
