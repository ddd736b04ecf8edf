import type { Evidence } from '../../src/qualify/evidence.js';
import { type Qualification, qualifySubject } from '../../src/qualify/qualification.js';
import type { Claim, Subject } from '../../src/qualify/subject.js';

/** A claim of an application that creates objects once. */
export function makeClaim(claim: Partial<Claim> = {}): Claim {
  return {
    id: 'creates-once',
    requires: {
      ...{ cases: ['object/put/one'], anyCase: false, existenceAlone: false },
      ...{ consistency: null, replay: null },
    },
    why: 'Two writers overwrite each other.',
    weight: 'unsafe',
    when: 'ignored',
    workaround: null,
    source: [{ url: 'https://example.com/doc', seen: '2026-11-30' }],
    ...claim,
  };
}

/** An application with these claims. */
export function makeSubject(claims: readonly Claim[] = [makeClaim()]): Subject {
  return {
    name: 'tiny',
    title: 'Tiny',
    evidence: 'recorded',
    versions: ['1'],
    claims,
    calls: new Map([['PutObject', ['IfNoneMatch']]]),
    needsNotFound: false,
    sha256: 'a'.repeat(64),
  };
}

/** What a case says that a server did not follow. */
export function makeEvidence(evidence: Partial<Evidence> = {}): Evidence {
  return {
    kind: 'case',
    id: 'object/put/one',
    outcome: 'ignored',
    data_outcome: null,
    differences: null,
    reason: 'test[0]: PutObject: success: expected false, actual true',
    exchange: {
      operation: 'PutObject',
      request: 'PUT http://127.0.0.1:9000/b/k',
      status: 200,
      path: 'success',
      expected: false,
      actual: true,
    },
    reproduce: 's3tester conformance --case object/put/one',
    ...evidence,
  };
}

/** What was found of an application on a server, by default that it loses data. */
export function makeQualification(
  claims?: readonly Claim[],
  evidence: readonly Evidence[] = [makeEvidence()],
): Qualification {
  return {
    qualification_format: 1,
    s3tester_version: '0.1.0',
    suite_version: '1.0.0',
    start_time: '2026-11-30T12:00:00.000Z',
    seconds: 1.5,
    endpoint_url: 'http://127.0.0.1:9000',
    region: 'us-east-1',
    server: 'MinIO',
    applications: [qualifySubject(makeSubject(claims), evidence)],
    problems: [],
    interrupted: false,
  };
}
