import { privateAcl, readAclHeaders } from '../../domain/access/acl-headers.js';
import { isPublicAcl } from '../../domain/access/groups.js';
import { ownershipDocument, ownerships } from '../../domain/access/ownership.js';
import { allBlocked } from '../../domain/access/public-access.js';
import type { Context } from '../../domain/request/context.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import type { Bucket, Grant } from '../../ground/store/records.js';
import { regionOfLocation } from '../../ground/store/regions.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { parseDocument, textOf } from '../../ground/xml/parse.js';
import { refuseElements } from '../../ground/xml/unsupported.js';
import { requireBucketName } from './bucket-name.js';
import { requireNamespace } from './bucket-namespace.js';

const regionPattern =
  /^(EU|(us|eu|ap|sa|ca|me|af|il|mx|cn)(-gov|-iso[a-z]?)?-(north|south|east|west|central)(east|west)?-\d)$/;
// It lets its owners create a bucket twice, and its endpoint creates buckets of every region.
const oldestRegion = 'us-east-1';
const maxBody = 64 * 1024;

/** CreateBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(context: Context): Promise<Reply> {
  const { store, user, headers, request, now } = context;
  const name = request.bucket ?? '';
  if (user === undefined) {
    throw new S3Error('AccessDenied');
  }
  const body = await context.body.readText(maxBody);
  if (!context.server.faults.has('bucket-name-not-checked')) {
    requireBucketName(name);
  }
  const region = placeBucket(context, readRegion(body));
  requireNamespace(headers, name, user, region);
  const grants = readAclHeaders(headers, { owner: user.owner }, context.server.users);
  const documents = readDocuments(context, grants);
  const existing = store.findBucket(name);
  if (existing !== undefined) {
    return recreate(context, existing, grants ?? privateAcl(user.owner));
  }
  const objectLock = headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true';
  store.addBucket({
    name,
    createdAt: now,
    owner: user.owner,
    region,
    settings: {
      objectLock,
      grants: grants ?? privateAcl(user.owner),
      tags: [],
      documents,
      ...(objectLock ? { versioning: 'Enabled' as const } : {}),
    },
  });
  return { status: 200, headers: { location: `/${name}` } };
}

// The oldest region lets an owner create a bucket again, and resets its ACL.
function recreate({ store, user }: Context, existing: Bucket, grants: readonly Grant[]): Reply {
  const isOwn = existing.owner.id === user?.canonicalId;
  if (!isOwn || existing.region !== oldestRegion) {
    throw new S3Error(isOwn ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists', {
      fields: { BucketName: existing.name },
    });
  }
  store.changeSettings(existing, { grants });
  return { status: 200, headers: { location: `/${existing.name}` } };
}

// Each region's endpoint creates buckets of its own region, which the request has to name.
function placeBucket({ auth, server }: Context, constraint: string | undefined): string {
  const signedFor = auth.region ?? server.region;
  if (constraint === undefined && (signedFor === server.region || signedFor === oldestRegion)) {
    return signedFor;
  }
  const isOwn = constraint !== undefined && regionOfLocation(constraint) === signedFor;
  if (constraint !== undefined && (isOwn || signedFor === server.region || signedFor === oldestRegion)) {
    return constraint;
  }
  throw new S3Error('IllegalLocationConstraintException', {
    message: `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  });
}

function readDocuments({ headers, server }: Context, grants: readonly Grant[] | undefined) {
  const asked = headers['x-amz-object-ownership'];
  if (asked !== undefined && !ownerships.some((known) => known === asked)) {
    throw invalidArgument('Invalid x-amz-object-ownership header', 'x-amz-object-ownership', asked);
  }
  const ownership = asked ?? (server.awsDefaults ? 'BucketOwnerEnforced' : undefined);
  if (ownership === 'BucketOwnerEnforced' && grants !== undefined) {
    throw new S3Error('InvalidBucketAclWithObjectOwnership');
  }
  if (server.awsDefaults && grants !== undefined && isPublicAcl(grants)) {
    throw new S3Error('InvalidBucketAclWithBlockPublicAccessError');
  }
  return newBucketDocuments(server.awsDefaults, ownership);
}

/** The configurations that a new bucket has: AWS's defaults, or none, and the ownership that was asked for. */
export function newBucketDocuments(
  awsDefaults: boolean,
  ownership: string | undefined = awsDefaults ? 'BucketOwnerEnforced' : undefined,
): Record<string, XmlElement> {
  return {
    ...(ownership === undefined ? {} : { ownershipControls: ownershipDocument(ownership) }),
    ...(awsDefaults ? { publicAccessBlock: allBlocked } : {}),
  };
}

function readRegion(body: string): string | undefined {
  if (body.trim() === '') {
    return undefined;
  }
  const root = parseDocument(body);
  if (root.name !== 'CreateBucketConfiguration') {
    throw new S3Error('MalformedXML');
  }
  refuseElements(root, 'Location', 'Bucket', 'Tags');
  const region = textOf(root, 'LocationConstraint');
  if (region === undefined || region === '') {
    return undefined;
  }
  if (!regionPattern.test(region)) {
    throw new S3Error('InvalidLocationConstraint', { fields: { LocationConstraint: region } });
  }
  return region;
}
