import type { Configuration, Group, Step } from '../config/index.js';
import type { CaseStep } from '../config/language/step.js';
import { fieldsByName } from '../operations/coerce.js';
import { canonicalName, findOperation } from '../operations/index.js';
import type { AwsRecord } from './ledger.js';

/** How much depends on a case. */
export type Level = 'core' | 'extended' | 'aws' | 'legacy';

/** The levels, from what any client breaks without to what is not scored. */
export const levels: readonly Level[] = ['core', 'extended', 'aws', 'legacy'];

/** What a case of the suite says of itself. */
export interface SuiteCase {
  /** Its path: `object/put-object/if-none-match-star-existing`. */
  readonly id: string;
  readonly title: string | null;
  readonly feature: string | null;
  readonly level: Level;
  readonly reference: string | null;
  /** Where its expectation is from; of a case with records, when they were seen at last, unless it is disputed. */
  readonly provenance: string | null;
  /** The records that it cites. */
  readonly records: readonly AwsRecord[];
  readonly peers: readonly string[];
  /** Features that must work first, those of its fixtures included. */
  readonly needs: readonly string[];
  readonly tags: readonly string[];
  /** The operations that its steps call, in order of appearance. */
  readonly operations: readonly string[];
  /** The parameters that its steps give, as `Operation.Parameter`. */
  readonly parameters: readonly string[];
  readonly file: string;
}

/** Describes every case of a suite, in its order; `records` are those that cases may cite. */
export function describeCases(configuration: Configuration, records: readonly AwsRecord[]): SuiteCase[] {
  const byId = new Map(records.map((one) => [one.id, one]));
  return configuration.groups.flatMap((group) =>
    group.test.flatMap((step) =>
      step.kind === 'case' ? [describeCase(step, group, citedBy(step, byId))] : [],
    ),
  );
}

function citedBy({ record = [] }: CaseStep, byId: ReadonlyMap<string, AwsRecord>): readonly AwsRecord[] {
  return record.flatMap((id) => byId.get(id) ?? []);
}

function describeCase(step: CaseStep, group: Group, records: readonly AwsRecord[]): SuiteCase {
  const { defaults } = group;
  const calls = new Map<string, Set<string>>();
  gatherCalls(step.steps, calls);
  const fixtures = step.fixtures ?? defaults?.fixtures;
  const buckets = fixtures ? [fixtures, ...(fixtures.buckets?.values() ?? [])] : [];
  const implied = [
    ...(buckets.some(({ versioning }) => versioning) ? ['versioning'] : []),
    ...(buckets.some(({ object_lock }) => object_lock) ? ['object-lock'] : []),
  ];
  return {
    id: `${group.name}/${step.case}`,
    title: step.title ?? null,
    feature: step.feature ?? defaults?.feature ?? null,
    level: step.level ?? defaults?.level ?? 'extended',
    reference: step.reference ?? defaults?.reference ?? null,
    provenance: provenanceOf(step, group, records),
    records,
    peers: step.peers ?? [],
    needs: [...new Set([...(step.needs ?? defaults?.needs ?? []), ...implied])],
    tags: [...group.tags, ...(step.tags ?? [])],
    operations: [...calls.keys()],
    parameters: [...calls].flatMap(([operation, names]) => [...names].map((name) => `${operation}.${name}`)),
    file: group.file.name,
  };
}

function provenanceOf(step: CaseStep, { defaults }: Group, records: readonly AwsRecord[]): string | null {
  const written = writtenProvenance(step.provenance);
  if (records.length > 0 && !isDisputed(written)) {
    return observed(records);
  }
  return written ?? writtenProvenance(defaults?.provenance);
}

/** When it was seen at last; of what was read itself, where there is any. */
function observed(records: readonly AwsRecord[]): string {
  const read = records.filter(({ source }) => source.some((one) => one.second_hand !== true));
  const [last = ''] = (read.length > 0 ? read : records)
    .map(({ seen }) => seen)
    .toSorted()
    .reverse();
  return `observed on AWS ${last}${read.length > 0 ? '' : ', second-hand'}`;
}

/** What a case says of where its expectation is from; a map of both sides is a dispute. */
export function writtenProvenance(value: CaseStep['provenance']): string | null {
  return value?.kind === 'literal' ? String(value.value) : value ? 'disputed' : null;
}

/** Whether sources disagree on what a case expects. */
export function isDisputed(provenance: string | null): boolean {
  return provenance?.startsWith('disputed') ?? false;
}

/** Fills `calls` with the operations of steps, and the names of the parameters that each is given. */
function gatherCalls(steps: readonly Step[], calls: Map<string, Set<string>>): void {
  for (const step of steps) {
    if (step.kind === 'operation') {
      addCall(step.operation, step.parameters, calls);
    }
    if (step.kind === 'presign') {
      addCall(step.presign.operation, step.presign.parameters, calls);
    }
    if (step.kind === 'request') {
      addResponseOperation(step.request, calls);
    }
    if (step.kind === 'steps' || step.kind === 'case') {
      gatherCalls(step.steps, calls);
    }
    if (step.during) {
      gatherCalls(step.during.steps, calls);
    }
  }
}

type Parameters = Extract<Step, { kind: 'operation' }>['parameters'];

const addressing: ReadonlySet<string> = new Set(['Bucket', 'Key', 'Body']);

function addCall(name: string, parameters: Parameters, calls: Map<string, Set<string>>): void {
  const operation = findOperation(name);
  if (!operation) {
    return;
  }
  const names = calls.get(operation.name) ?? new Set();
  calls.set(operation.name, names);
  if (parameters?.kind !== 'map') {
    return;
  }
  const fields = fieldsByName(operation.members);
  const given = new Set(
    parameters.entries.map(({ key }) =>
      key.kind === 'literal' ? fields.get(canonicalName(String(key.value))) : undefined,
    ),
  );
  for (const member of operation.members) {
    if (given.has(member) && !addressing.has(member.name)) {
      names.add(member.name);
    }
  }
}

function addResponseOperation(
  request: Extract<Step, { kind: 'request' }>['request'],
  calls: Map<string, Set<string>>,
): void {
  if (request.kind !== 'map') {
    return;
  }
  const as = request.entries.find(({ key }) => key.kind === 'literal' && key.value === 'as')?.value;
  if (as?.kind === 'literal') {
    addCall(String(as.value), undefined, calls);
  }
}

/** The name of the row in the id of a case; undefined where it has none. */
export function rowOf(id: string): string | undefined {
  return /\[([^\]]*)\]$/.exec(id)?.[1];
}

/** The id of a case without the name of its row. */
export function baseId(id: string): string {
  return id.replace(/\[[^\]]*\]$/, '');
}
