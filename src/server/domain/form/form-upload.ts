import { defined } from '../../ground/defined.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import { type DeclaredChecksum, readDeclaredChecksum } from '../../ground/payload/checksums/declared.js';
import { createChecksum, cryptoHasher, type Hasher } from '../../ground/payload/checksums/hashers.js';
import type { BodyWriter } from '../../ground/store/body-folder.js';
import type { Content } from '../../ground/store/content.js';
import type { Checksum } from '../../ground/store/records.js';
import { currentObject } from '../../ground/store/versions.js';
import { requireAllowed } from '../access/authorize.js';
import { type DraftPlan, readDraft } from '../objects/draft.js';
import { encodeBase64Word, metadataPrefix } from '../objects/metadata.js';
import { createSealedWriter, etagOf } from '../objects/receive.js';
import type { BucketContext, ObjectContext } from '../request/context.js';
import { refuseUnsupportedHeaders } from '../request/unsupported-headers.js';
import { readFormTags } from '../tags/read-tags.js';
import { authenticateForm } from './form-auth.js';
import { type FormFields, requireFormPolicy, type SizeBounds } from './form-policy.js';

const unbounded: SizeBounds = { min: 0, max: 5 * 1024 ** 3 };
const formHeaders: Readonly<Record<string, string>> = { acl: 'x-amz-acl' };

/** An upload by a form, from the moment that its file begins. */
export class FormUpload {
  readonly context: ObjectContext;
  readonly plan: DraftPlan;
  readonly #bounds: SizeBounds;
  readonly #writer: BodyWriter;
  readonly #md5 = cryptoHasher('md5');
  readonly #declared: DeclaredChecksum | undefined;
  readonly #sum: Hasher;
  #size = 0;
  #written: Promise<unknown> | undefined;

  /** Authenticates the form, checks it against its policy, and asks whether its sender may write. */
  constructor(bucketContext: BucketContext, fields: FormFields, fileName: string | undefined) {
    const { bucket, request, auth } = bucketContext;
    const user = authenticateForm(fields, bucketContext);
    const policy = fields.get('policy');
    const key = readKey(fields, fileName);
    const filled = new Map(fields).set('key', key);
    this.#bounds =
      policy === undefined
        ? unbounded
        : requireFormPolicy(
            policy,
            filled,
            bucket.name,
            Date.now(),
            bucketContext.server.faults.has('form-condition-sign-ignored'),
          );
    const headers = headersOf(request.headers, fields);
    refuseUnsupportedHeaders('PutObject', headers);
    const tagging = fields.get('tagging');
    this.context = {
      ...bucketContext,
      user,
      key,
      headers,
      auth: { ...auth, method: user === undefined ? 'anonymous' : 'form' },
      ...defined({ requestTags: tagging === undefined ? undefined : readFormTags(tagging) }),
    };
    requireAllowed(this.context, {
      action: 's3:PutObject',
      bucket,
      key,
      version: currentObject(bucket, key),
    });
    this.plan = readDraft(this.context);
    this.#declared = readDeclaredChecksum(headers);
    this.#sum = createChecksum(this.#declared?.algorithm ?? 'CRC64NVME');
    this.#writer = createSealedWriter(bucketContext.store.folder.createWriter(), this.plan.key);
  }

  write(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#bounds.max) {
      throw new S3Error('EntityTooLarge', {
        fields: { ProposedSize: this.#size, MaxSizeAllowed: this.#bounds.max },
      });
    }
    this.#md5.update(chunk);
    this.#sum.update(chunk);
    this.#written = this.#writer.write(chunk) ?? this.#written;
  }

  /** What is still being written. */
  get pending(): Promise<unknown> | undefined {
    return this.#written;
  }

  /** Ends the file; throws EntityTooSmall and BadDigest. */
  async finish(): Promise<{ content: Content; size: number; etag: string; checksum: Checksum }> {
    if (this.#size < this.#bounds.min) {
      throw new S3Error('EntityTooSmall', {
        fields: { ProposedSize: this.#size, MinSizeAllowed: this.#bounds.min },
      });
    }
    const value = this.#sum.digest().toString('base64');
    if (this.#declared?.value !== undefined && this.#declared.value !== value) {
      throw new S3Error('BadDigest');
    }
    return {
      content: await this.#writer.finish(),
      size: this.#size,
      etag: etagOf(this.#md5.digest(), this.plan.key),
      checksum: { algorithm: this.#declared?.algorithm ?? 'CRC64NVME', value, type: 'FULL_OBJECT' },
    };
  }

  abandon(): Promise<void> {
    return this.#writer.abandon();
  }
}

function readKey(fields: FormFields, fileName: string | undefined): string {
  const key = fields.get('key');
  if (key === undefined || key === '') {
    throw new S3Error('InvalidArgument', {
      message:
        "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      fields: { ArgumentName: 'key', ArgumentValue: '' },
    });
  }
  const name = fileName?.replace(/^.*[\\/]/, '');
  const whole = name === undefined ? key : key.replaceAll('$' + '{filename}', name);
  if (Buffer.byteLength(whole) > 1024) {
    throw new S3Error('KeyTooLongError');
  }
  return whole;
}

// Metadata may hold anything, and S3 decodes no words of RFC 2047 that a form holds, as it does those of a header.
function asMetadata(text: string): string {
  return text.includes('=?') ? encodeBase64Word(text) : Buffer.from(text).toString('latin1');
}

// Where S3 cannot keep a character as Latin-1, it keeps a space.
function asLatin1(text: string): string {
  return text.replace(/[^\0-\xff]/gu, ' ');
}

// What a form says of the object, PutObject says in headers of the same names.
function headersOf(requestHeaders: Headers, fields: FormFields): Headers {
  const headers: Headers = Object.create(null);
  for (const name of ['host', 'user-agent', 'referer']) {
    const value = requestHeaders[name];
    if (value !== undefined) {
      headers[name] = value;
    }
  }
  for (const [name, value] of fields) {
    headers[formHeaders[name] ?? name] = name.startsWith(metadataPrefix)
      ? asMetadata(value)
      : asLatin1(value);
  }
  return headers;
}
