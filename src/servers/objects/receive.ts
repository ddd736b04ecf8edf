import type { Context } from '../context.js';
import type { BodySums } from '../http/request-body.js';
import { S3Error } from '../s3-error.js';
import type { Content } from '../store/content.js';
import type { ChecksumAlgorithm } from '../store/records.js';

const MAX_SIZE = 5 * 1024 ** 3;

/** A body that has been received whole and verified; whoever gets it owns the content. */
export interface ReceivedContent extends BodySums {
  readonly content: Content;
}

/** Receives the body of a request into the store; throws MissingContentLength, EntityTooLarge and what verification finds. */
export async function receiveContent(
  { body, store }: Context,
  checksum: ChecksumAlgorithm = 'CRC64NVME',
): Promise<ReceivedContent> {
  if (body.size === undefined) throw new S3Error('MissingContentLength');
  if (body.size > MAX_SIZE) {
    throw new S3Error('EntityTooLarge', { fields: { ProposedSize: body.size, MaxSizeAllowed: MAX_SIZE } });
  }
  const writer = store.folder.createWriter();
  try {
    const sums = await body.pipe((chunk) => writer.write(chunk), checksum);
    return { ...sums, content: await writer.finish() };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
