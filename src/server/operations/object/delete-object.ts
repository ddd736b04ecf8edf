import { deleteObjectVersion, requireKnownDeleteConditions } from '../../domain/objects/delete.js';
import { requireBypassable } from '../../domain/objects/lock.js';
import type { ObjectContext } from '../../domain/request/context.js';
import type { Reply } from '../../ground/http/reply.js';

/** DeleteObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export function deleteObject(context: ObjectContext): Reply {
  const { key, query, headers } = context;
  requireBypassable(context);
  const request = {
    key,
    versionId: query.get('versionId'),
    match: headers['if-match'],
    lastModified: headers['x-amz-if-match-last-modified-time'],
    size: headers['x-amz-if-match-size'],
  };
  if (!context.server.faults.has('delete-conditions-half-followed')) {
    requireKnownDeleteConditions(request);
  }
  const { versionId, isDeleteMarker } = deleteObjectVersion(context, request);
  return {
    status: 204,
    headers: {
      'x-amz-version-id': versionId,
      'x-amz-delete-marker': isDeleteMarker ? 'true' : undefined,
    },
  };
}
