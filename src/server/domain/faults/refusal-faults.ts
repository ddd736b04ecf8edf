import { type ErrorCode, S3Error } from '../../ground/errors/s3-error.js';
import type { Fault } from './fault.js';

/** An operation that a fault refuses, and with which status. */
export interface RefusedOperation {
  readonly operation: string;
  readonly status: number;
}

/** Operations that are not there; a program is watched for what it does then. */
export const refusalFaults = [
  {
    name: 'not-implemented',
    description:
      'One operation is refused: with 501 NotImplemented, or another STATUS with the code that fits.',
    foundBy: 'caller',
    takesOperation: true,
    takesChance: true,
  },
] as const satisfies readonly Fault[];

const ofUploads = /^(?:AbortMultipartUpload|CompleteMultipartUpload|ListParts|UploadPart|UploadPartCopy)$/;
const ofBuckets =
  /Bucket|^ListObject|^ListMultipart|^DeleteObjects$|^P(?:u|os)tObject$|^CreateMultipartUpload$/;

const codes: ReadonlyMap<number, (operation: string) => ErrorCode> = new Map([
  [400, () => 'InvalidRequest'],
  [403, () => 'AccessDenied'],
  [404, missingCode],
  [405, () => 'MethodNotAllowed'],
  [409, () => 'OperationAborted'],
  [412, () => 'PreconditionFailed'],
  [500, () => 'InternalError'],
  [501, () => 'NotImplemented'],
  [503, () => 'SlowDown'],
] as const);

/** The status of a refusal where none is named. */
export const usualRefusal = 501;

/** The statuses that a refusal may have. */
export const refusalStatuses: readonly number[] = [...codes.keys()];

/** The refusal of an operation; of a status that is none of {@link refusalStatuses} a NotImplemented. */
export function refusalOf({ operation, status }: RefusedOperation): S3Error {
  const code = codes.get(status)?.(operation) ?? 'NotImplemented';
  return new S3Error(code, code === 'NotImplemented' ? { message: `${operation} is not implemented` } : {});
}

function missingCode(operation: string): ErrorCode {
  if (ofUploads.test(operation)) {
    return 'NoSuchUpload';
  }
  return ofBuckets.test(operation) ? 'NoSuchBucket' : 'NoSuchKey';
}
