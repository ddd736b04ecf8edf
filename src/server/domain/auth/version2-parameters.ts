// What AWS's page on Signature Version 2 lists: sub-resources, headers of the response, and the deletion of several objects.
const documented = [
  ...['acl', 'lifecycle', 'location', 'logging', 'notification', 'partNumber', 'policy', 'requestPayment'],
  ...['torrent', 'uploadId', 'uploads', 'versionId', 'versioning', 'versions', 'website'],
  ...['response-content-type', 'response-content-language', 'response-expires'],
  ...['response-cache-control', 'response-content-disposition', 'response-content-encoding'],
  'delete',
];

// Younger than that list; AWS SDK for JavaScript 2.1692.0 signs them (lib/signers/s3.js).
const signedBySdk = [
  'accelerate',
  'analytics',
  'cors',
  'inventory',
  'metrics',
  'replication',
  'restore',
  'tagging',
];

// Younger still, or internal to S3; of AWS's clients only the AWS CLI and boto3 sign them.
const signedByCli = ['defaultObjectAcl', 'object-lock', 'select', 'select-type', 'storageClass'];

const signed = new Set([...documented, ...signedBySdk, ...signedByCli]);

/**
 * Whether a query parameter is a part of what Signature Version 2 signs ("Constructing the CanonicalizedResource
 * element"): https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function isSignedParameter(name: string): boolean {
  return signed.has(name);
}
