/** The header or trailer that carries a checksum of the API's algorithm name; MD5 keeps its old one. */
export function checksumHeaderName(algorithm: string): string {
  return algorithm === 'MD5' ? 'content-md5' : `x-amz-checksum-${algorithm.toLowerCase()}`;
}
