import type { Path, ValueProblem } from '../lib/fields/report.js';
import { nearestName } from '../lib/nearest-name.js';
import { isRecord } from '../lib/records.js';
import { codesWithStatus, statusOfErrorCode } from './error-codes.js';

/**
 * Codes of S3 and of the services behind it whose status no bodyless response stands for.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const otherCodes: readonly string[] = [
  'AccessControlListNotSupported',
  'AccessForbidden',
  'AccessPointAlreadyOwnedByYou',
  'AmbiguousGrantByEmailAddress',
  'BucketHasAccessPointsAttached',
  'Busy',
  'CannotDelete',
  'ClientTokenConflict',
  'CloudFrontForbidden',
  'ConcurrentModification',
  'ConnectionClosedByRequester',
  'CrossLocationLoggingProhibited',
  'DeviceNotActiveError',
  'EndpointNotFound',
  'ExpressionTooLong',
  'FilterNotFound',
  'IdempotencyException',
  'IdempotentParameterMismatch',
  'IllegalVersioningConfigurationException',
  'IncompatibleEncryptionMode',
  'IncorrectEndpoint',
  'IncorrectNumberOfFilesInPostRequest',
  'InternalServerError',
  'InvalidAccessPointAliasError',
  'InvalidAddressingHeader',
  'InvalidBucketAclWithBlockPublicAccessError',
  'InvalidBucketAclWithObjectOwnership',
  'InvalidBucketOwnerAWSAccountID',
  'InvalidChunkSizeError',
  'InvalidCompressionFormat',
  'InvalidEncryptionMethod',
  'InvalidExpression',
  'InvalidHttpMethod',
  'InvalidJobState',
  'InvalidNextToken',
  'InvalidPartNumber',
  'InvalidPolicy',
  'InvalidRedirectLocation',
  'InvalidRegion',
  'InvalidRetentionPeriod',
  'InvalidSessionException',
  'InvalidSignature',
  'InvalidTextEncoding',
  'KMS.DisabledException',
  'KMS.InvalidKeyUsageException',
  'KMS.KMSInvalidStateException',
  'KMS.NotFoundException',
  'LambdaInvalidResponse',
  'LambdaNotFound',
  'LambdaPermissionError',
  'LambdaTimeout',
  'MalformedDate',
  'MalformedPolicyDocument',
  'MalformedTrailerError',
  'MaxPostPreDataLengthExceeded',
  'MetadataConfigurationNotFound',
  'MissingAttachment',
  'MissingAuthenticationToken',
  'MissingDateHeader',
  'MissingRequestBodyError',
  'MissingSecurityHeader',
  'NoLoggingStatusForKey',
  'NoSuchAccessPointPolicy',
  'NoSuchAsyncRequest',
  'NoSuchMultiRegionAccessPoint',
  'NoSuchOutpost',
  'NoSuchResource',
  'NoTransformationDefined',
  'NotDeviceOwnerError',
  'ObjectNotInActiveTierError',
  'OverMaxRecordSize',
  'PreconditionRequired',
  'PublicAccessBlockConfigurationNotFound',
  'QuotaExceeded',
  'RequestHeaderSectionTooLarge',
  'RequestTorrentOfBucketError',
  'ResponseInterrupted',
  'ServiceException',
  'ServiceQuotaExceededException',
  'SSEObjectNotFound',
  'TagPolicyException',
  'Throttling',
  'ThrottlingException',
  'TooManyConfigurations',
  'TooManyElements',
  'TooManyParts',
  'TooManyMultiRegionAccessPoints',
  'TooManyTags',
  'TooMuchData',
  'TruncatedInput',
  'UnauthorizedAccess',
  'UnauthorizedAccessError',
  'UnexpectedIPError',
  'UnrecognizedClientException',
  'UnsupportedArgument',
  'UnsupportedFunction',
  'UnsupportedOperation',
  'UnsupportedSignature',
  'ValidationError',
];

const known: ReadonlySet<string> = new Set([...codesWithStatus, ...otherCodes]);

/**
 * The error codes that an `expected_result` names and S3 does not have. They are no faults: a server may have codes of
 * its own. Values that only the run knows are passed over.
 */
export function strangeErrorCodes(raw: unknown, path: Path = []): readonly ValueProblem[] {
  if (!isRecord(raw)) {
    return [];
  }
  const { error_code, any_of } = raw;
  const inside = Array.isArray(any_of)
    ? any_of.flatMap((one, index) => strangeErrorCodes(one, [...path, 'any_of', index]))
    : [];
  const codes = Array.isArray(error_code)
    ? error_code.map((code, index) => [code, [...path, 'error_code', index]] as const)
    : [[error_code, [...path, 'error_code']] as const];
  return [...codes.flatMap(([code, at]) => (isStrange(code) ? [describe(code, at)] : [])), ...inside];
}

function isStrange(code: unknown): code is string {
  return typeof code === 'string' && code !== '' && !known.has(code) && statusOfErrorCode(code) === null;
}

function describe(code: string, path: Path): ValueProblem {
  const suggestion = nearestName(code, known);
  const message = `S3 has no error code "${code}"`;
  return { code: 'unknown-error-code', path, message, ...(suggestion === undefined ? {} : { suggestion }) };
}
