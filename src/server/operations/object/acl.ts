import { aclDocument } from '../../domain/access/acl-document.js';
import { requireAllowed } from '../../domain/access/authorize.js';
import { effectiveGrants, readAcl } from '../../domain/access/read-acl.js';
import { versionHeader } from '../../domain/objects/object-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import type { Reply } from '../../ground/http/reply.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { requireNoMarker, requireObject } from '../../ground/store/versions.js';

/** GetObjectAcl: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export function getObjectAcl({ bucket, key, query }: ObjectContext): Reply {
  const version = requireObject(bucket, key, query.get('versionId'));
  return {
    status: 200,
    headers: versionHeader(bucket, version),
    xml: aclDocument(version.owner, effectiveGrants(bucket, version.grants)),
  };
}

/** PutObjectAcl: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export async function putObjectAcl(context: ObjectContext): Promise<Reply> {
  const { bucket, key, store } = context;
  const { owner } = findVersion(context);
  const grants = await readAcl(context, owner);
  const version = findVersion(context);
  requireAllowed(context, { action: 's3:PutObjectAcl', bucket, key, version });
  store.replaceVersion(bucket, version, { ...version, grants });
  return { status: 200, headers: versionHeader(bucket, version) };
}

function findVersion({ bucket, key, query, request, server }: ObjectContext): ObjectVersion {
  const versionId = query.get('versionId');
  return server.faults.has('marker-hidden-from-acl')
    ? requireObject(bucket, key, versionId)
    : requireNoMarker(bucket, key, versionId, request.method);
}
