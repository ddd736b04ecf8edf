import { requireAllowed } from '../../domain/access/authorize.js';
import { type DeleteRequest, deleteObjectVersion } from '../../domain/objects/delete.js';
import { requireBypassable } from '../../domain/objects/lock.js';
import type { BucketContext } from '../../domain/request/context.js';
import { requireDigest } from '../../domain/request/digest.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { isVersionId } from '../../ground/store/versions.js';
import { document, element, optional, type XmlElement } from '../../ground/xml/element.js';
import { parseDocument, textOf, type XmlNode } from '../../ground/xml/parse.js';

const maxBody = 4 * 1024 * 1024;
const maxObjects = 1000;

/** DeleteObjects: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(context: BucketContext): Promise<Reply> {
  requireDigest(context);
  requireBypassable(context);
  const root = parseDocument(await context.body.readText(maxBody));
  const objects = root.children.filter(({ name }) => name === 'Object');
  if (root.name !== 'Delete' || objects.length === 0 || objects.length > maxObjects) {
    throw new S3Error('MalformedXML');
  }
  const isQuiet =
    !context.server.faults.has('delete-quiet-ignored') && textOf(root, 'Quiet')?.toLowerCase() === 'true';
  const outcomes = objects.map((object) => deleteOne(context, readObject(object)));
  return {
    status: 200,
    xml: document(
      'DeleteResult',
      outcomes.filter(({ name }) => !isQuiet || name === 'Error'),
    ),
  };
}

function readObject(node: XmlNode): DeleteRequest {
  const key = node.children.find(({ name }) => name === 'Key')?.text;
  if (key === undefined || key === '') {
    throw new S3Error('MalformedXML');
  }
  return {
    key,
    versionId: textOf(node, 'VersionId') || undefined,
    match: textOf(node, 'ETag'),
    lastModified: textOf(node, 'LastModifiedTime'),
    size: textOf(node, 'Size'),
  };
}

function deleteOne(context: BucketContext, request: DeleteRequest): XmlElement {
  const { key, versionId } = request;
  try {
    requireAllowed(context, {
      action: versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion',
      bucket: context.bucket,
      key,
    });
    if (versionId !== undefined && !isVersionId(versionId)) {
      throw new S3Error('NoSuchVersion');
    }
    const deletion = deleteObjectVersion(context, request);
    return element('Deleted', [
      element('Key', key),
      optional('VersionId', versionId),
      ...(deletion.isDeleteMarker
        ? [element('DeleteMarker', true), optional('DeleteMarkerVersionId', deletion.versionId)]
        : []),
    ]);
  } catch (error) {
    if (!(error instanceof S3Error)) {
      throw error;
    }
    return element('Error', [
      element('Key', key),
      optional('VersionId', versionId),
      element('Code', error.code),
      element('Message', error.message),
    ]);
  }
}
