import type { Context } from '../../context.js';
import type { Reply } from '../../http/reply.js';
import { S3Error } from '../../s3-error.js';
import { parseDocument, textOf } from '../../xml/parse.js';
import { requireBucketName } from './bucket-name.js';

const REGION = /^(EU|[a-z]{2}(-[a-z]+)+-\d)$/;
const MAX_BODY = 64 * 1024;

/** CreateBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(context: Context): Promise<Reply> {
  const { store, user, headers, request, now } = context;
  const name = request.bucket ?? '';
  if (user === undefined) throw new S3Error('AccessDenied');
  const body = (await context.body.readAll(MAX_BODY)).toString('utf8');
  requireBucketName(name);
  const region = readRegion(body) ?? context.server.region;
  const existing = store.findBucket(name);
  if (existing !== undefined) {
    if (existing.owner.id !== user.canonicalId) {
      throw new S3Error('BucketAlreadyExists', { fields: { BucketName: name } });
    }
    throw new S3Error('BucketAlreadyOwnedByYou', { fields: { BucketName: name } });
  }
  const objectLock = headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true';
  store.addBucket({
    name,
    createdAt: now,
    owner: user.owner,
    region,
    settings: {
      objectLock,
      grants: [],
      documents: {},
      ...(objectLock ? { versioning: 'Enabled' as const } : {}),
    },
  });
  return { status: 200, headers: { location: `/${name}` } };
}

function readRegion(body: string): string | undefined {
  if (body.trim() === '') return undefined;
  const root = parseDocument(body);
  if (root.name !== 'CreateBucketConfiguration') throw new S3Error('MalformedXML');
  const region = textOf(root, 'LocationConstraint');
  if (region === undefined || region === '') return undefined;
  if (!REGION.test(region)) {
    throw new S3Error('InvalidLocationConstraint', { fields: { LocationConstraint: region } });
  }
  return region;
}
