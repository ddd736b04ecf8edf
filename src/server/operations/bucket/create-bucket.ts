import { privateAcl, readAclHeaders } from '../../domain/access/acl-headers.js';
import { isPublicAcl } from '../../domain/access/groups.js';
import { ownershipDocument, ownerships } from '../../domain/access/ownership.js';
import { allBlocked } from '../../domain/access/public-access.js';
import { blockingEncryption } from '../../domain/objects/blocked-encryption.js';
import type { Context } from '../../domain/request/context.js';
import { newBucketTags, readTagSet } from '../../domain/tags/read-tags.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { bucketArn } from '../../ground/store/bucket-arn.js';
import type { Bucket, Grant, Tag } from '../../ground/store/records.js';
import { isRegion, oldestRegion, regionOfLocation } from '../../ground/store/regions.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { childOf, parseDocument, textOf } from '../../ground/xml/parse.js';
import { refuseElements } from '../../ground/xml/unsupported.js';
import { requireBucketName } from './bucket-name.js';
import { requireNamespace } from './bucket-namespace.js';

const maxBody = 64 * 1024;

/** CreateBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(context: Context): Promise<Reply> {
  const { store, user, headers, request, now, server } = context;
  const name = request.bucket ?? '';
  if (user === undefined) {
    throw new S3Error('AccessDenied');
  }
  const body = await context.body.readText(maxBody);
  if (!server.faults.has('bucket-name-not-checked')) {
    requireBucketName(name);
  }
  const { constraint, tags } = readConfiguration(body);
  const region = placeBucket(context, constraint);
  if (!server.faults.has('bucket-namespace-ignored')) {
    requireNamespace(headers, name, user, region);
  }
  const grants = readAclHeaders(headers, { owner: user.owner }, server.users);
  const documents = readDocuments(context, grants);
  const existing = store.findBucket(name);
  if (existing !== undefined) {
    const isTagged = tags.length > 0 && !server.faults.has('tagged-bucket-created-again');
    return recreate(context, existing, grants ?? privateAcl(user.owner), isTagged);
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
      tags: server.faults.has('creation-tags-lost') ? [] : tags,
      documents,
      ...(objectLock ? { versioning: 'Enabled' as const } : {}),
    },
  });
  return created(context, name, constraint);
}

// With a constraint S3 gives the address of the bucket, else its path.
function created({ request }: Context, name: string, constraint: string | undefined): Reply {
  const host = request.headers.host ?? '';
  const bucketHost = host.startsWith(`${name}.`) ? host : `${name}.${host}`;
  return {
    status: 200,
    headers: {
      location: constraint === undefined ? `/${name}` : `http://${bucketHost}/`,
      'x-amz-bucket-arn': bucketArn(name),
    },
  };
}

// The oldest region lets an owner create a bucket again without tags, and resets its ACL.
function recreate(context: Context, existing: Bucket, grants: readonly Grant[], isTagged: boolean): Reply {
  const { store, user } = context;
  const isOwn = existing.owner.id === user?.canonicalId;
  if (!isOwn || existing.region !== oldestRegion || isTagged) {
    throw new S3Error(isOwn ? 'BucketAlreadyOwnedByYou' : 'BucketAlreadyExists', {
      fields: { BucketName: existing.name },
    });
  }
  store.changeSettings(existing, { grants });
  return created(context, existing.name, undefined);
}

// Each region's endpoint creates buckets of its own region, which the request has to name.
function placeBucket({ auth, server }: Context, constraint: string | undefined): string {
  const signedFor = auth.region ?? server.region;
  const takesOwn = server.faults.has('own-region-as-constraint-taken') && constraint === oldestRegion;
  if (takesOwn) {
    return constraint;
  }
  if (signedFor === oldestRegion && constraint !== undefined && !isOtherRegion(constraint)) {
    throw new S3Error('InvalidLocationConstraint', { fields: { LocationConstraint: constraint } });
  }
  const takesNone = signedFor === oldestRegion || server.faults.has('constraint-not-required');
  if (constraint === undefined && takesNone) {
    return signedFor;
  }
  const isOwn = constraint !== undefined && regionOfLocation(constraint) === signedFor;
  const takesOthers = signedFor === server.region || signedFor === oldestRegion;
  if (constraint !== undefined && (isOwn || (takesOthers && isOtherRegion(constraint)))) {
    return constraint;
  }
  throw new S3Error('IllegalLocationConstraintException', {
    message: `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  });
}

function readDocuments({ headers, server, user }: Context, grants: readonly Grant[] | undefined) {
  const isToOthers = ({ grantee }: Grant): boolean =>
    grantee.type === 'Group' || grantee.id !== user?.canonicalId;
  const asked = headers['x-amz-object-ownership'];
  if (asked !== undefined && !ownerships.some((known) => known === asked)) {
    throw invalidArgument(`Invalid x-amz-object-ownership header: ${asked}`, 'x-amz-object-ownership');
  }
  const ownership = asked ?? (server.awsDefaults ? 'BucketOwnerEnforced' : undefined);
  if (ownership === 'BucketOwnerEnforced' && grants?.some(isToOthers)) {
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
    ...(awsDefaults ? { publicAccessBlock: allBlocked, encryption: blockingEncryption } : {}),
  };
}

// The oldest region is named by naming none.
function isOtherRegion(constraint: string): boolean {
  return constraint !== oldestRegion && isRegion(regionOfLocation(constraint));
}

interface NewBucket {
  readonly constraint: string | undefined;
  readonly tags: readonly Tag[];
}

function readConfiguration(body: string): NewBucket {
  if (body.trim() === '') {
    return { constraint: undefined, tags: [] };
  }
  const root = parseDocument(body);
  if (root.name !== 'CreateBucketConfiguration') {
    throw new S3Error('MalformedXML');
  }
  refuseElements(root, 'Location', 'Bucket');
  const set = childOf(root, 'Tags');
  return {
    constraint: textOf(root, 'LocationConstraint'),
    tags: set === undefined ? [] : readTagSet(set, newBucketTags),
  };
}
