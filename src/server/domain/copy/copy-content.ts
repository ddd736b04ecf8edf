import type { ByteRange } from '../../ground/http/range.js';
import { createChecksum, cryptoHasher, loadChecksum } from '../../ground/payload/checksums/hashers.js';
import type { Content } from '../../ground/store/content.js';
import type { Checksum, ChecksumAlgorithm } from '../../ground/store/records.js';
import { createSealedWriter, etagOf } from '../objects/receive.js';
import type { Context } from '../request/context.js';
import type { CopySource } from './copy-source.js';

/** Bytes that were copied; whoever gets them owns the content. */
export interface CopiedContent {
  readonly content: Content;
  readonly size: number;
  readonly etag: string;
  readonly checksum: Checksum;
}

/** Copies bytes of an object: shares them where they may stay as they are, else reads and writes them. */
export async function copyContent(
  { store }: Context,
  { version, key: openingKey }: CopySource,
  range: ByteRange,
  sealingKey: Buffer | undefined,
  algorithm: ChecksumAlgorithm,
): Promise<CopiedContent> {
  const { content, checksum } = version;
  const isWhole = range.start === 0 && range.end === version.size;
  const isPlain = openingKey === undefined && sealingKey === undefined;
  const hasSums =
    checksum?.algorithm === algorithm && checksum.type === 'FULL_OBJECT' && !version.etag.includes('-');
  if (content !== undefined && isWhole && isPlain && hasSums) {
    content.retain();
    return { content, size: version.size, etag: version.etag, checksum };
  }
  const md5 = cryptoHasher('md5');
  await loadChecksum(algorithm);
  const sum = createChecksum(algorithm);
  const writer = createSealedWriter(store.folder.createWriter(), sealingKey);
  content?.retain();
  try {
    for await (const chunk of content?.read(range.start, range.end, openingKey) ?? []) {
      md5.update(chunk);
      sum.update(chunk);
      await writer.write(chunk);
    }
    return {
      content: await writer.finish(),
      size: range.end - range.start,
      etag: etagOf(md5.digest(), sealingKey),
      checksum: { algorithm, value: sum.digest().toString('base64'), type: 'FULL_OBJECT' },
    };
  } catch (error) {
    await writer.abandon();
    throw error;
  } finally {
    content?.release();
  }
}
