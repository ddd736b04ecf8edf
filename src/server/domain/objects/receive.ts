import { createHmac, randomBytes } from 'node:crypto';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Hasher } from '../../ground/payload/checksums/hashers.js';
import type { BodySums } from '../../ground/payload/request-body.js';
import type { BodyWriter } from '../../ground/store/body-folder.js';
import type { Content } from '../../ground/store/content.js';
import type { ChecksumAlgorithm } from '../../ground/store/records.js';
import { createSeal, SealedContent } from '../../ground/store/sealed-content.js';
import type { Context } from '../request/context.js';

const maxSize = 5 * 1024 ** 3;

/** A body that has been received whole and verified; whoever gets it owns the content. */
export interface ReceivedContent extends BodySums {
  readonly content: Content;
  /** Without quotes. */
  readonly etag: string;
}

/** Receives the body of a request into the store; `other` hashes it, too; throws MissingContentLength, EntityTooLarge and what verification finds. */
export async function receiveContent(
  { body, store, operation }: Context,
  key: Buffer | undefined,
  checksum: ChecksumAlgorithm = 'CRC64NVME',
  other?: Hasher,
): Promise<ReceivedContent> {
  if (body.size === undefined) {
    throw new S3Error('MissingContentLength');
  }
  if (body.size > maxSize) {
    throw new S3Error('EntityTooLarge', { fields: { ProposedSize: body.size, MaxSizeAllowed: maxSize } });
  }
  const writer = createSealedWriter(store.folder.createWriter(), key);
  try {
    const take = (chunk: Buffer): Promise<unknown> | undefined => {
      other?.update(chunk);
      return writer.write(chunk);
    };
    // Of an object S3 tells the digest that was expected in digits, of a part as it was sent.
    const sums = await body.pipe(take, checksum, operation === 'PutObject' ? { expectedDigest: 'hex' } : {});
    return { ...sums, content: await writer.finish(), etag: etagOf(sums.md5, key) };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** A writer that seals what is written, where there is a key. */
export function createSealedWriter(writer: BodyWriter, key: Buffer | undefined): BodyWriter {
  if (key === undefined) {
    return writer;
  }
  const iv = randomBytes(16);
  const seal = createSeal(key, iv);
  return {
    write: (chunk) => writer.write(seal(chunk)),
    finish: async () => new SealedContent(await writer.finish(), iv),
    abandon: () => writer.abandon(),
  };
}

/** The entity tag of bytes: their MD5, but not where a key that is not S3's own encrypts them. */
export function etagOf(md5: Buffer, key: Buffer | undefined): string {
  if (key === undefined) {
    return md5.toString('hex');
  }
  return createHmac('md5', key).update(md5).digest('hex');
}
