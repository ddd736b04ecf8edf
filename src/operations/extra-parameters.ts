import { unknownValue } from '../lib/unknown-value.js';
import { findOperation, operationNames } from './catalogue.js';
import type { Problem } from './problems.js';
import { scalarText } from './scalar-text.js';
import type { Given } from './sort-parameters.js';

/** Parameters that the model does not know, in the part of the request where they are sent. */
export interface ExtraParameters {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Where a parameter that the model does not know is sent. A name with a dash is a header, unless some operation of
 * the API has a query parameter of that name; any other name is a query parameter.
 */
function placeOfExtra(name: string): keyof ExtraParameters {
  queryNames ??= new Set(operationNames().flatMap(queryNamesOf));
  return name.includes('-') && !queryNames.has(name) ? 'headers' : 'query';
}

let queryNames: ReadonlySet<string> | undefined;

function queryNamesOf(operationName: string): string[] {
  const { members, uri } = findOperation(operationName) ?? { members: [], uri: '' };
  const chosen = members.filter((member) => member.binding === 'query').map((member) => member.wireName);
  return [...chosen, ...new URLSearchParams(uri.split('?')[1]).keys()];
}

/** Collects parameters that the model does not know; one that is a list or a map is an error. */
export function collectExtra(parameters: readonly Given[], problems: Problem[]): ExtraParameters {
  const entries = { query: new Map<string, string>(), headers: new Map<string, string>() };
  for (const { key, value } of parameters) {
    if (value === null || value === undefined || value === unknownValue) {
      continue;
    }
    const text = scalarText(value);
    if (text !== undefined) {
      entries[placeOfExtra(key)].set(key, text);
    } else {
      const message = `${key} is sent as it is, and so takes text`;
      problems.push({ severity: 'error', code: 'wrong-kind', path: [key], message });
    }
  }
  return { query: Object.fromEntries(entries.query), headers: Object.fromEntries(entries.headers) };
}
