import { S3Error } from '../../ground/errors/s3-error.js';
import type { Upload, UploadedPart } from '../../ground/store/records.js';
import type { ActiveFaults } from '../faults/active-faults.js';
import type { NamedPart } from './read-completion.js';

const minPartSize = 5 * 1024 ** 2;
const maxObjectSize = 5 * 1024 ** 4;

/** Finds the uploaded parts that a completion names; throws InvalidPart, EntityTooSmall and EntityTooLarge. */
export function matchParts(
  upload: Upload,
  named: readonly NamedPart[],
  faults: ActiveFaults,
): readonly UploadedPart[] {
  const parts = named.map((part) => matchPart(upload, part, faults));
  const minimum = faults.has('small-parts-accepted') ? 0 : minPartSize;
  for (const part of parts.slice(0, -1)) {
    if (part.size < minimum) {
      throw new S3Error('EntityTooSmall', {
        fields: {
          ETag: part.etag,
          MinSizeAllowed: minPartSize,
          ProposedSize: part.size,
          PartNumber: part.number,
        },
      });
    }
  }
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > maxObjectSize) {
    throw new S3Error('EntityTooLarge', { fields: { ProposedSize: size } });
  }
  return parts;
}

function matchPart(
  upload: Upload,
  { number, etag, checksums }: NamedPart,
  faults: ActiveFaults,
): UploadedPart {
  const part = upload.parts.get(number);
  const announced = upload.checksum;
  const takesAny = announced === undefined && faults.has('default-upload-takes-part-checksums');
  const isOther = (value: string, algorithm: string): boolean =>
    algorithm === announced?.algorithm && value !== part?.checksum?.value;
  // Where the upload named no algorithm, S3 knows no part that has a checksum.
  const isSame =
    (faults.has('part-etag-not-checked') || part?.etag === etag) &&
    (announced !== undefined || checksums.size === 0 || takesAny) &&
    ![...checksums].some(([algorithm, value]) => isOther(value, algorithm));
  if (part === undefined || !isSame) {
    throw new S3Error('InvalidPart', { fields: { UploadId: upload.id, PartNumber: number, ETag: etag } });
  }
  const foreign = takesAny
    ? undefined
    : [...checksums.keys()].find((algorithm) => algorithm !== announced?.algorithm);
  if (foreign !== undefined) {
    throw new S3Error('BadDigest', {
      message: `The ${foreign.toLowerCase()} you specified for part ${number} did not match what we received.`,
    });
  }
  if (announced?.type === 'COMPOSITE' && !checksums.has(announced.algorithm)) {
    throw new S3Error('InvalidRequest', {
      message: `The upload was created using a ${announced.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    });
  }
  return part;
}
