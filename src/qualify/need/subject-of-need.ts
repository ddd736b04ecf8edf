import type { Suite } from '../../conformance/index.js';
import type { Need } from '../../record/index.js';
import type { Claim, Subject, WorkloadRun } from '../subject.js';
import { type Asked, askedOf } from './asked.js';
import type { Trait } from './trait.js';
import { traitsOfBuckets } from './traits-of-buckets.js';
import { traitsOfConditions } from './traits-of-conditions.js';
import { traitsOfLists } from './traits-of-lists.js';
import { traitsOfObjects } from './traits-of-objects.js';
import { traitsOfUploads } from './traits-of-uploads.js';
import { traitsOfVersions } from './traits-of-versions.js';

const traits: readonly Trait[] = [
  ...traitsOfObjects,
  ...traitsOfConditions,
  ...traitsOfLists,
  ...traitsOfUploads,
  ...traitsOfBuckets,
  ...traitsOfVersions,
];

/** The operations that traits speak of: what is needed of them depends on how they are called. */
const described: ReadonlySet<string> = new Set([
  ...['PutObject', 'GetObject', 'HeadObject', 'DeleteObject', 'DeleteObjects', 'CopyObject'],
  ...['ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'ListBuckets'],
  ...['CreateMultipartUpload', 'UploadPart', 'UploadPartCopy', 'CompleteMultipartUpload'],
  ...['AbortMultipartUpload', 'ListParts', 'ListMultipartUploads'],
  ...['CreateBucket', 'DeleteBucket', 'HeadBucket', 'GetBucketLocation', 'GetBucketVersioning'],
  'PutObjectTagging',
  'PutBucketVersioning',
]);

const workloadMs = 4000;
const workloadClients = 16;
/** More of them say no more. */
const mostCases = 6;

/** Where a need is from. */
export interface NeedSource {
  /** How it is called where it names no application. */
  readonly file: string;
  readonly sha256: string;
  /** The path of the scenario that replays the recording; null where there is none. */
  readonly replay: string | null;
  /** Where it is to be asked: a URL, or the word `embedded`. */
  readonly endpointUrl: string;
  /** The path of the scenario of `profiles/checks` with that name. */
  readonly checkFile: (name: string) => string;
}

/** What a program needs of a server, made of what it was seen to ask. */
export function subjectOfNeed(need: Need, source: NeedSource, suite: Pick<Suite, 'cases'>): Subject {
  const asked = askedOf(need, source.endpointUrl);
  const name = need.application ?? source.file;
  const seen = [{ recording: `${name} ${need.version ?? ''}`.trim(), seen: need.recorded }];
  const claims = [
    ...traits.filter((trait) => trait.applies(asked)).map((trait) => claimOfTrait(trait, asked, source)),
    ...workloadClaims(asked),
    ...Object.keys(need.operations)
      .filter((operation) => !described.has(operation))
      .map((operation) => claimOfOperation(operation, suite)),
    ...(source.replay === null ? [] : [claimOfReplay(source.replay)]),
  ];
  return {
    name,
    title: `${need.requests} requests, ${Object.keys(need.operations).length} operations`,
    evidence: 'recorded',
    versions: need.version === null ? [] : [need.version],
    claims: claims.map((claim) => ({ ...claim, source: seen })),
    calls: new Map(Object.entries(need.operations).map(([operation, one]) => [operation, one.parameters])),
    needsNotFound: asked.met(['GetObject', 'HeadObject'], '404', 'NoSuchKey'),
    sha256: source.sha256,
  };
}

/** An SDK of some version, which needs that what it was recorded to send is answered as it was. */
export function subjectOfDialect(
  need: Need,
  source: NeedSource & { readonly name: string; readonly replay: string },
  suite: Pick<Suite, 'cases'>,
): Subject {
  const subject = subjectOfNeed(need, source, suite);
  return {
    ...subject,
    name: source.name,
    title: 'the common calls of an SDK, as it sends them',
    claims: subject.claims.filter(({ requires }) => requires.replay === source.replay),
  };
}

type Unsourced = Omit<Claim, 'source'>;

const nothingElse = {
  ...{ cases: [], anyCase: false, existenceAlone: false },
  ...{ consistency: null, replay: null },
} as const;

function claimOfTrait(
  { id, why, weight, when, cases, check, existenceAlone = false }: Trait,
  asked: Asked,
  { checkFile }: NeedSource,
): Unsourced {
  return {
    ...{ id, why, weight },
    when: when ?? (weight === 'unsafe' ? 'ignored' : 'either'),
    workaround: null,
    requires: {
      ...nothingElse,
      existenceAlone,
      cases: typeof cases === 'function' ? cases(asked) : cases,
      replay: check === undefined ? null : checkFile(check),
    },
  };
}

/** What only many clients at once show. */
function workloadClaims(asked: Asked): readonly Unsourced[] {
  const writes = asked.calls('PutObject', 'CompleteMultipartUpload');
  const claims: readonly (readonly [applies: boolean, workload: string, why: string])[] = [
    [
      writes && asked.calls('GetObject'),
      'read-after-write',
      'It reads what it wrote. Under load, an older answer is taken for the newest.',
    ],
    [
      writes && asked.calls('ListObjectsV2'),
      'list-after-write',
      'It lists what it wrote. Under load, what is not listed is not there for it.',
    ],
    [
      asked.gives(['PutObject'], 'IfNoneMatch') && asked.calls('ListObjectsV2'),
      'queue',
      'Its writers create objects once. Where two succeed under load, one of them is lost.',
    ],
    [
      asked.gives(['PutObject'], 'IfNoneMatch') &&
        asked.calls('DeleteObject') &&
        !asked.calls('ListObjectsV2'),
      'lock-file',
      'It creates objects once and deletes them, as locks are. Where two creations succeed under load, two hold one lock.',
    ],
    [
      asked.gives(['PutObject'], 'IfMatch'),
      'cas-register',
      'Its writers replace what they know. Where two succeed under load, one of them is lost.',
    ],
  ];
  return claims.filter(([applies]) => applies).map(([, workload, why]) => claimOfWorkload(workload, why));
}

function claimOfWorkload(workload: string, why: string): Unsourced {
  const run: WorkloadRun = { workload, durationMs: workloadMs, clients: workloadClients };
  return {
    ...{ id: workload, why, weight: 'unsafe', when: 'ignored', workaround: null },
    requires: { ...nothingElse, consistency: run },
  };
}

/** That an operation is there at all: at least one case that calls it passes. */
function claimOfOperation(operation: string, { cases }: Pick<Suite, 'cases'>): Unsourced {
  const calling = cases.filter(
    ({ operations, level, needs }) =>
      operations.includes(operation) && level !== 'legacy' && !needs.includes('alt'),
  );
  const simplest = calling.toSorted((a, b) => a.operations.length - b.operations.length).slice(0, mostCases);
  return {
    id: `calls-${operation}`,
    why: `It calls ${operation}.`,
    weight: 'required',
    when: 'refused',
    workaround: null,
    requires: { ...nothingElse, cases: simplest.map(({ id }) => id), anyCase: true },
  };
}

function claimOfReplay(replay: string): Unsourced {
  return {
    id: 'replay',
    why: 'Its requests are sent again, and answered otherwise than when they were recorded.',
    weight: 'unsafe',
    when: 'ignored',
    workaround: null,
    requires: { ...nothingElse, replay },
  };
}
