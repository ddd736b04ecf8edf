import { type FieldsOf, list, object, optional, record, value } from '../shape/compound.js';
import { flag, oneOf, rawText, text } from '../shape/scalars.js';

const bucketFixtureFields = {
  bucket: optional(
    oneOf('own', 'shared', 'name'),
    'own: a new bucket; shared: one bucket of the run for many cases; name: only a new name.',
  ),
  versioning: optional(flag, 'Versioning is enabled.'),
  object_lock: optional(flag, 'Object lock is enabled.'),
  acls: optional(oneOf('enabled', 'disabled'), 'Whether ACLs are enabled.'),
  public_access: optional(oneOf('allowed', 'blocked'), 'Whether public policies and ACLs are allowed.'),
  sse_c: optional(oneOf('allowed', 'blocked'), 'Whether encryption with customer keys (SSE-C) is allowed.'),
  objects: optional(value(), 'Objects to put first: { key, body, … }.'),
  credential: optional(text, 'The credential that owns it.'),
} as const;

const bucketFixture = object('a bucket fixture', bucketFixtureFields);

const fixtures = object('fixtures', {
  ...bucketFixtureFields,
  buckets: optional(record(bucketFixture), 'Several buckets by name: ${buckets.<name>}.'),
});

/** One bucket that a case asks for. */
export type BucketFixture = FieldsOf<typeof bucketFixtureFields>;

/** The buckets that a case asks for. */
export type Fixtures = BucketFixture & { readonly buckets?: ReadonlyMap<string, BucketFixture> };

/** What a case says of itself, besides its name and steps. */
export const caseFields = {
  title: optional(rawText, 'One sentence: what S3 does, as a fact.'),
  fixtures: optional(fixtures, 'The buckets it needs, made for it and removed after it.'),
  feature: optional(text, 'The feature it belongs to.'),
  level: optional(
    oneOf('core', 'extended', 'aws', 'legacy'),
    'How important it is: core, extended, aws or legacy.',
  ),
  reference: optional(text, 'The page that documents it.'),
  provenance: optional(
    value(),
    'documented, or disputed with both sides; of a case with a record it is left out.',
  ),
  peers: optional(list(text, { orOne: true }), 'Tests of other suites that check the same.'),
  needs: optional(list(text, { orOne: true }), 'Features that must work first.'),
} as const;

/** {@link caseFields}, read. */
export type CaseFields = FieldsOf<typeof caseFields>;
