import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { loadBuiltInProfiles, profileNames } from '../../../src/app/built-in-profiles.js';
import type { Profile } from '../../../src/qualify/profile/profile-shape.js';
import { leastRights } from '../../../src/qualify/rights/least-rights.js';
import { type PolicyDocument, policyOf } from '../../../src/qualify/rights/policy.js';
import { type RunningServer, startServer } from '../../../src/server/index.js';
import { afterFile } from '../../support/after-file.js';
import { isAllowedTo } from '../../support/call-operation.js';
import { clientOf } from '../../support/server-contents.js';

const names = await profileNames();
let profiles: ReadonlyMap<string, Profile>;
let server: RunningServer;
let arn: string;

beforeAll(async () => {
  const loaded = await loadBuiltInProfiles();
  profiles = new Map(loaded.profiles.map(({ profile }) => [profile.name, profile]));
  server = await startServer();
  afterFile(() => server.close());
  arn = server.users.find(({ name }) => name === 'alt')?.arn ?? '';
});

/** A bucket of the owner, with an object. */
async function makeBucket(bucket: string): Promise<void> {
  const owner = clientOf(server.url);
  await owner.send(new CreateBucketCommand({ Bucket: bucket }));
  await owner.send(new PutObjectCommand({ Bucket: bucket, Key: 'key', Body: 'body' }));
}

type Calls = Profile['operations'];

/** The first operation of a profile that a user with a policy of the bucket is refused; undefined where none is. */
async function refusedWith(policy: PolicyDocument, bucket: string, calls: Calls) {
  const owner = clientOf(server.url);
  await owner.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }));
  // Of the owner, since who began an upload may list and abort it without any right.
  const { UploadId = '' } = await owner.send(
    new CreateMultipartUploadCommand({ Bucket: bucket, Key: 'key' }),
  );
  const user = clientOf(server.url, 's3tester-alt', 's3tester-alt-secret');
  for (const [operation, parameters] of calls) {
    if (!(await isAllowedTo(operation, user, { bucket, key: 'key', uploadId: UploadId }, parameters))) {
      return operation;
    }
  }
  return undefined;
}

/** No policy of a bucket grants these. */
const ofUsersAlone = ['CreateBucket', 'ListBuckets'];

test.each(names)('the policy of %s is enough, and nothing can be taken out of it', async (name) => {
  const operations = profiles.get(name)?.operations ?? new Map<string, readonly string[]>();
  const calls = new Map(
    [...operations]
      .filter(([operation]) => !ofUsersAlone.includes(operation))
      // What ends the upload comes last.
      .toSorted(([a], [b]) => Number(a.startsWith('Abort')) - Number(b.startsWith('Abort'))),
  );
  const { rights, unknown } = leastRights([{ calls, needsNotFound: false }]);
  expect(unknown).toEqual([]);
  expect(rights).not.toEqual([]);
  const bucket = `least-${name}`;
  await makeBucket(bucket);
  const { document } = policyOf(rights, bucket, arn);
  expect(await refusedWith(document, bucket, calls)).toBeUndefined();
  for (const { action } of rights) {
    const refused = await refusedWith(without(action, document), bucket, calls);
    expect({ action, isNeeded: refused !== undefined }).toEqual({ action, isNeeded: true });
  }
});

/** The same policy with an action taken out, and denied: what a header asks for is let through unless it is denied. */
function without(action: string, { Statement, Version }: PolicyDocument) {
  const kept = Statement.map((one) => ({ ...one, Action: one.Action.filter((name) => name !== action) }));
  const isOnHeader = action === 's3:PutObjectAcl';
  const denied = Statement.filter(({ Action }) => Action.includes(action)).map((one) => ({
    ...one,
    Sid: 'Denied',
    Effect: 'Deny',
    Action: [action],
  }));
  return {
    Version,
    Statement: [...kept.filter(({ Action }) => Action.length > 0), ...(isOnHeader ? denied : [])],
  } as PolicyDocument;
}
