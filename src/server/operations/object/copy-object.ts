import { requireNotDenied } from '../../domain/access/header-rights.js';
import { copyContent } from '../../domain/copy/copy-content.js';
import { type CopySource, copySourceHeader, findCopySource } from '../../domain/copy/copy-source.js';
import { requireNoPartNumber } from '../../domain/multipart/find-upload.js';
import { isEncryptionConfigured } from '../../domain/objects/blocked-encryption.js';
import { checksumElements } from '../../domain/objects/checksum-elements.js';
import { commitObject, requireConditionsEarly } from '../../domain/objects/commit.js';
import { readDraft } from '../../domain/objects/draft.js';
import { encryptionHeaders, versionHeader } from '../../domain/objects/object-headers.js';
import { redirectHeader } from '../../domain/objects/system-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { readAlgorithm } from '../../ground/payload/checksums/declared.js';
import { formatIso } from '../../ground/signing/times.js';
import type { Encryption, ObjectDraft, ObjectVersion } from '../../ground/store/records.js';
import { document, element } from '../../ground/xml/element.js';

const maxSize = 5 * 1024 ** 3;

/** CopyObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(context: ObjectContext): Promise<Reply> {
  const { bucket, headers } = context;
  requireNoPartNumber(context);
  if (context.body.size !== undefined && context.body.size > 0) {
    throw new S3Error('InvalidRequest', { message: 'A copy request has no body.' });
  }
  const source = findCopySource(context);
  const { version: original } = source;
  if (original.size > maxSize) {
    throw new S3Error('InvalidRequest', {
      message: `The specified copy source is larger than the maximum allowable size for a copy source: ${maxSize}`,
    });
  }
  const plan = readDraft(context);
  const draft = applyDirectives(context, plan.draft, original);
  if (draft.tags.length > 0) {
    requireNotDenied(context, 's3:PutObjectTagging');
  }
  if (!context.server.faults.has('self-copy-accepted')) {
    requireChange(context, source, draft.encryption);
  }
  requireConditionsEarly(context);
  const algorithm = headers['x-amz-checksum-algorithm'];
  const copied = await copyContent(
    context,
    source,
    { start: 0, end: original.size },
    plan.key,
    algorithm === undefined ? (original.checksum?.algorithm ?? 'CRC64NVME') : readAlgorithm(algorithm),
  );
  const version = commitObject(context, { ...draft, ...copied });
  return {
    status: 200,
    headers: {
      ...versionHeader(bucket, version),
      ...encryptionHeaders(version.encryption),
      ...copySourceHeader(source),
    },
    xml: document('CopyObjectResult', [
      element('LastModified', formatIso(version.lastModified)),
      element('ETag', `"${version.etag}"`),
      ...checksumElements(version.checksum),
    ]),
  };
}

function applyDirectives(
  { headers }: ObjectContext,
  draft: ObjectDraft,
  original: ObjectVersion,
): ObjectDraft {
  const metadata = readDirective(headers['x-amz-metadata-directive'], 'metadata');
  const tagging = readDirective(headers['x-amz-tagging-directive'], 'tagging');
  const { [redirectHeader]: _former, ...systemHeaders } = original.systemHeaders;
  const redirect = headers[redirectHeader];
  return {
    ...draft,
    ...(metadata === 'REPLACE'
      ? {}
      : {
          metadata: original.metadata,
          // A redirect is not copied: it is set anew, or gone.
          systemHeaders:
            redirect === undefined ? systemHeaders : { ...systemHeaders, [redirectHeader]: redirect },
        }),
    ...(tagging === 'REPLACE' ? {} : { tags: original.tags }),
  };
}

function readDirective(text: string | undefined, kind: string): 'COPY' | 'REPLACE' {
  if (text === undefined || text === 'COPY') {
    return 'COPY';
  }
  if (text === 'REPLACE') {
    return 'REPLACE';
  }
  throw invalidArgument(`Unknown ${kind} directive.`, `x-amz-${kind}-directive`, text);
}

function requireChange(
  { bucket, key, headers }: ObjectContext,
  source: CopySource,
  planned: Encryption,
): void {
  const isSame = source.bucket === bucket && source.version.key === key && !source.isVersionNamed;
  const changes = ['x-amz-storage-class', redirectHeader].some((name) => headers[name] !== undefined);
  const reencrypts =
    planned.kind !== source.version.encryption.kind ||
    Object.keys(headers).some((name) => name.startsWith('x-amz-server-side-encryption'));
  const rewrites = headers['x-amz-metadata-directive'] === 'REPLACE';
  const isReencrypted = reencrypts || isEncryptionConfigured(bucket);
  if (isSame && !changes && !isReencrypted && !rewrites) {
    throw new S3Error('InvalidRequest', {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  }
}
