import { S3Error } from '../../ground/errors/s3-error.js';
import { checksumAlgorithms } from '../../ground/payload/checksums/hashers.js';
import type { ChecksumAlgorithm } from '../../ground/store/records.js';
import { parseDocument, type XmlNode } from '../../ground/xml/parse.js';
import type { ActiveFaults } from '../faults/active-faults.js';

/** A part as the request to complete an upload names it. */
export interface NamedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
}

const maxParts = 10_000;

/** Reads a CompleteMultipartUpload document; throws MalformedXML and InvalidPartOrder. */
export function readCompletion(source: string, uploadId: string, faults: ActiveFaults): readonly NamedPart[] {
  const root = parseDocument(source);
  if (root.name !== 'CompleteMultipartUpload' || root.children.length === 0) {
    throw new S3Error('MalformedXML');
  }
  if (root.children.length > maxParts) {
    throw new S3Error('MalformedXML');
  }
  const parts = root.children.map(readPart);
  if (faults.has('part-order-not-checked')) {
    return parts;
  }
  parts.forEach((part, index) => {
    const former = parts[index - 1];
    if (former !== undefined && former.number >= part.number) {
      throw new S3Error('InvalidPartOrder', { fields: { UploadId: uploadId } });
    }
  });
  return parts;
}

function readPart(node: XmlNode): NamedPart {
  const texts = new Map(node.children.map(({ name, text }) => [name, text.trim()]));
  const number = Number(texts.get('PartNumber'));
  const etag = texts.get('ETag');
  if (node.name !== 'Part' || !Number.isInteger(number) || etag === undefined) {
    throw new S3Error('MalformedXML');
  }
  const checksums = new Map<ChecksumAlgorithm, string>();
  for (const algorithm of checksumAlgorithms) {
    const value = texts.get(`Checksum${algorithm}`);
    if (value !== undefined) {
      checksums.set(algorithm, value);
    }
  }
  return { number, etag: etag.replace(/^"|"$/g, ''), checksums };
}
