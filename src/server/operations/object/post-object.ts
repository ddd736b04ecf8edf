import { FormParser } from '../../domain/form/form-parser.js';
import type { FormFields } from '../../domain/form/form-policy.js';
import { FormUpload } from '../../domain/form/form-upload.js';
import { commitObject } from '../../domain/objects/commit.js';
import { checksumHeaders, encryptionHeaders, newVersionHeader } from '../../domain/objects/object-headers.js';
import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { encodeStrictly } from '../../ground/http/percent.js';
import type { Reply } from '../../ground/http/reply.js';
import { loadXxhash } from '../../ground/payload/checksums/xxhash.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { element } from '../../ground/xml/element.js';

/** Browser uploads: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
export async function postObject(context: BucketContext): Promise<Reply> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(
    context.headers['content-type'] ?? '',
  )?.[1];
  if (boundary === undefined) {
    throw new S3Error('PreconditionFailed', {
      fields: { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
    });
  }
  // The form names its checksum while it is being read, when nothing can be waited for.
  await loadXxhash();
  const fields = new Map<string, string>();
  let upload: FormUpload | undefined;
  try {
    const parser = new FormParser(boundary, {
      field: (name, value) => fields.set(name.toLowerCase(), value),
      file: (fileName) => {
        upload = new FormUpload(context, fields, fileName);
      },
      fileData: (chunk) => upload?.write(chunk),
    });
    const take = (chunk: Buffer): Promise<unknown> | undefined => {
      parser.write(chunk);
      return upload?.pending;
    };
    await context.body.pipe(take, 'CRC32');
    return await finish(upload, parser, fields);
  } catch (error) {
    await upload?.abandon();
    throw error;
  }
}

async function finish(
  upload: FormUpload | undefined,
  parser: FormParser,
  fields: FormFields,
): Promise<Reply> {
  if (upload === undefined) {
    throw new S3Error('IncorrectNumberOfFilesInPostRequest');
  }
  if (!parser.isDone) {
    throw new S3Error('MalformedPOSTRequest');
  }
  const received = await upload.finish();
  const version = commitObject(upload.context, { ...upload.plan.draft, ...received });
  return response(upload.context, version, fields);
}

function response(
  { bucket, request }: FormUpload['context'],
  version: ObjectVersion,
  fields: FormFields,
): Reply {
  const etag = `"${version.etag}"`;
  const base = `http://${request.headers.host ?? ''}${request.rawPath.replace(/\/$/, '')}`;
  const location = `${base}/${encodeStrictly(version.key)}`;
  const headers = {
    etag,
    location,
    ...newVersionHeader(bucket, version),
    ...encryptionHeaders(version.encryption),
    ...checksumHeaders(version),
  };
  const redirect = readRedirect(fields.get('success_action_redirect') ?? fields.get('redirect'));
  if (redirect !== undefined) {
    redirect.searchParams.append('bucket', bucket.name);
    redirect.searchParams.append('key', version.key);
    redirect.searchParams.append('etag', etag);
    return { status: 303, headers: { ...headers, location: redirect.href } };
  }
  const status = fields.get('success_action_status');
  if (status === '200') {
    return { status: 200, headers };
  }
  if (status !== '201') {
    return { status: 204, headers };
  }
  return {
    status: 201,
    headers,
    xml: element('PostResponse', [
      element('Location', location),
      element('Bucket', bucket.name),
      element('Key', version.key),
      element('ETag', etag),
    ]),
  };
}

// What is not a URL is ignored.
function readRedirect(text: string | undefined): URL | undefined {
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}
