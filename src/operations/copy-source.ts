/**
 * The value of `x-amz-copy-source`: bucket and key percent-encoded with the slashes of the key kept, and the version
 * behind `?versionId=`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function encodeCopySource(bucket: string, key: string, versionId?: string): string {
  const path = `${encodeStrictly(bucket)}/${key.split('/').map(encodeStrictly).join('/')}`;
  return versionId === undefined ? path : `${path}?versionId=${encodeStrictly(versionId)}`;
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
