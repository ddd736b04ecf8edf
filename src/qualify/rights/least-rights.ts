import { type ConditionalRight, type Right, rightsTable } from './rights-table.js';

/** What an application calls: operations, each with the parameters that it gives. */
export type CalledOperations = ReadonlyMap<string, readonly string[]>;

/** What an application does, as far as it needs a right to it. */
export interface Caller {
  readonly calls: CalledOperations;
  /** Whether it must be told that a key is missing, and not that it may not look. */
  readonly needsNotFound: boolean;
}

/** The fewest rights for some operations, and the operations that no right is known of. */
export interface LeastRights {
  /** Sorted by what they are on, and by their actions; none twice. */
  readonly rights: readonly Right[];
  readonly unknown: readonly string[];
}

/** The fewest rights with which all of these do what they do. Who must be told that a key is missing may list the bucket. */
export function leastRights(callers: readonly Caller[]): LeastRights {
  const entries = callers.flatMap(({ calls }) => [...calls]);
  const rights: readonly Right[] = [
    ...entries.flatMap(([name, parameters]) => rightsOf(rightsTable[name] ?? [], parameters)),
    ...(callers.some(({ needsNotFound }) => needsNotFound) ? [listing] : []),
  ];
  const byName = new Map(rights.map((right) => [`${right.on} ${right.action}`, right]));
  return {
    rights: [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, right]) => right),
    unknown: [...new Set(entries.map(([name]) => name))].filter((name) => !Object.hasOwn(rightsTable, name)),
  };
}

const listing: Right = { action: 's3:ListBucket', on: 'bucket' };

function rightsOf(all: readonly ConditionalRight[], parameters: readonly string[]): readonly Right[] {
  const hasVersion = parameters.includes('VersionId');
  return all
    .filter(({ where }) => where === undefined || where.some((name) => parameters.includes(name)))
    .map(({ action, on, ofVersion }) => ({ action: hasVersion ? (ofVersion ?? action) : action, on }));
}
