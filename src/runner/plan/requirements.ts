import type { CaseStep, Step } from '../../config/language/step.js';
import { locateValue, referencesIn } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';

/** What a run has: the names of its credentials, and the facts of its target. */
export interface Available {
  readonly credentials: ReadonlySet<string>;
  readonly target: ReadonlySet<string>;
}

/** A fact about the target or a credential that a case asks for, such as `target.kms_key_id`. */
export interface WantedFact {
  readonly name: 'target' | 'credentials';
  readonly path: readonly (string | number)[];
}

/**
 * The first thing that a case asks for, its facts among it, and the run does not have, as the reason to skip it; null
 * where it has all.
 */
export function missingRequirement(
  step: CaseStep,
  facts: readonly WantedFact[],
  available: Available,
): string | null {
  for (const name of credentialsOf(step)) {
    if (name !== null && !available.credentials.has(name)) {
      return `needs credential ${name}`;
    }
  }
  if (!available.target.has('website_endpoint') && sendsToWebsite(step)) {
    return 'needs target.website_endpoint';
  }
  for (const { name, path } of facts) {
    const first = String(path[0]);
    if (name === 'target' && !available.target.has(first)) {
      return `needs target.${first}`;
    }
    if (name === 'credentials' && !available.credentials.has(first)) {
      return `needs credential ${first}`;
    }
  }
  return null;
}

/** Every fact that a case asks for without a default; some, as ids on the embedded server, are known only to the run. */
export function factsOf(step: CaseStep): readonly WantedFact[] {
  const facts: WantedFact[] = [];
  const values: Value[] = [];
  gatherValues(step, values);
  for (const value of values) {
    for (const { reference } of referencesIn(value)) {
      const { subject, fallback } = reference;
      if (subject.kind !== 'path' || fallback || subject.path.length === 0) {
        continue;
      }
      const { name, path } = subject;
      if (name === 'target' || name === 'credentials') {
        facts.push({ name, path });
      }
    }
  }
  return facts;
}

/** The credentials that a step and what is inside it name; null stands for one that only the run can tell. */
export function* credentialsOf(step: Step): Generator<string | null> {
  for (const value of [step.credential, ...sentAs(step)]) {
    if (value !== undefined && value.kind !== 'map') {
      yield value.kind === 'literal' ? String(value.value) : null;
    }
  }
  if (step.kind === 'case') {
    const { credential, buckets } = step.fixtures ?? {};
    if (credential !== undefined) {
      yield credential;
    }
    for (const fixture of buckets?.values() ?? []) {
      if (fixture.credential !== undefined) {
        yield fixture.credential;
      }
    }
  }
  const children = step.kind === 'case' || step.kind === 'steps' ? step.steps : [];
  for (const child of [...children, ...(step.during?.steps ?? [])]) {
    yield* credentialsOf(child);
  }
}

/** Who signs what a step sends, where that is said beside the request. */
function sentAs(step: Step): readonly (Value | undefined)[] {
  switch (step.kind) {
    case 'operation':
      return [step.http && locateValue(step.http, ['credential'])];
    case 'request':
      return [locateValue(step.request, ['credential'])];
    case 'post_form':
      return [locateValue(step.post_form, ['credential'])];
    default:
      return [];
  }
}

function sendsToWebsite(step: Step): boolean {
  const children = step.kind === 'case' || step.kind === 'steps' ? step.steps : [];
  return step.endpoint === 'website' || children.some(sendsToWebsite);
}

/** Gathers every value in a part of a configuration. */
export function gatherValues(part: unknown, found: Value[]): void {
  if (part === null || typeof part !== 'object') {
    return;
  }
  if (isValue(part)) {
    found.push(part);
  } else if (part instanceof Map || Array.isArray(part)) {
    for (const item of part.values()) {
      gatherValues(item, found);
    }
  } else {
    for (const name of Object.keys(part)) {
      if (name !== 'where') {
        gatherValues((part as Readonly<Record<string, unknown>>)[name], found);
      }
    }
  }
}

function isValue(part: object): part is Value {
  return (
    'at' in part && 'kind' in part && typeof (part as Value).at === 'object' && 'file' in (part as Value).at
  );
}
