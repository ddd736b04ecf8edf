import { createHash } from 'node:crypto';
import type { Group } from '../config/index.js';
import type { CaseStep } from '../config/language/step.js';
import { isObject } from '../lib/records.js';
import type { Suite } from './suite.js';

/** What the cases of a suite are, as hashes: SHA-256 in hex of all that decides how they are run and judged. */
export interface Definitions {
  /** Of what all cases share: features with their probes, and the error documents of AWS. */
  readonly common: string;
  /** Of one case, with what its group says; undefined where the suite has no such case. */
  of(id: string): string | undefined;
}

/** Makes the hashes of a suite, each when it is asked for. */
export function definitionsOf({ features, configuration }: Suite): Definitions {
  const steps = new Map<string, { readonly group: Group; readonly step: CaseStep }>(
    configuration.groups.flatMap((group) =>
      group.test.flatMap((step) =>
        step.kind === 'case' ? [[`${group.name}/${step.case}`, { group, step }] as const] : [],
      ),
    ),
  );
  const groups = new Map<Group, string>();
  const hashGroup = (group: Group): string => {
    const known = groups.get(group);
    if (known !== undefined) {
      return known;
    }
    const { test: _, ...around } = group;
    const made = hash(around);
    groups.set(group, made);
    return made;
  };
  return {
    common: hash([features, configuration.errorDocuments ?? null]),
    of(id) {
      const found = steps.get(id);
      return found && hash([hashGroup(found.group), found.step]);
    },
  };
}

function hash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('hex');
}

/** The same as JSON data, whatever the order in which members were made. */
function canonical(value: unknown): unknown {
  if (value instanceof Map) {
    return [...value].map(([name, item]) => [name, canonical(item)]);
  }
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (!isObject(value)) {
    return value;
  }
  const names = Object.keys(value).filter((name) => value[name] !== undefined && !isPlace(name, value[name]));
  return Object.fromEntries(names.sort().map((name) => [name, canonical(value[name])]));
}

/** Whether a member says where something stands in a text: a comment or an empty line above it changes no case. */
function isPlace(name: string, value: unknown): boolean {
  if (name === 'places') {
    return true;
  }
  return isObject(value) && (isSource(value) || isSource(value.file));
}

function isSource(value: unknown): boolean {
  return isObject(value) && typeof value.text === 'string' && typeof value.name === 'string';
}
