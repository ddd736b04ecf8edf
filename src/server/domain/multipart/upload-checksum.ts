import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import { isCombinable } from '../../ground/payload/checksums/combine.js';
import { readAlgorithm } from '../../ground/payload/checksums/declared.js';
import type { Checksum, ChecksumAlgorithm, Upload } from '../../ground/store/records.js';

/** Reads which checksum an upload announces, and how it is to be made of its parts'. */
export function readUploadChecksum(headers: Headers): Upload['checksum'] {
  const algorithmText = headers['x-amz-checksum-algorithm'];
  const type = readType(headers['x-amz-checksum-type']);
  if (algorithmText === undefined) {
    if (type === undefined) {
      return undefined;
    }
    throw new S3Error('InvalidRequest', {
      message: 'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    });
  }
  const algorithm = readAlgorithm(algorithmText);
  const isMisfit =
    (!isCombinable(algorithm) && type === 'FULL_OBJECT') ||
    (algorithm === 'CRC64NVME' && type === 'COMPOSITE');
  if (isMisfit) {
    throw new S3Error('InvalidRequest', {
      message: `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    });
  }
  return { algorithm, type: type ?? defaultType(algorithm) };
}

/** How the checksum of parts is made where nobody says. */
export function defaultType(algorithm: ChecksumAlgorithm): Checksum['type'] {
  return algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
}

/** Reads a checksum type; throws InvalidRequest. */
export function readType(text: string | undefined): Checksum['type'] | undefined {
  if (text === undefined || text === 'FULL_OBJECT' || text === 'COMPOSITE') {
    return text;
  }
  throw new S3Error('InvalidRequest', { message: 'Value for x-amz-checksum-type header is invalid.' });
}
