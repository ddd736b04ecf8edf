/** How the names of this tool's environment variables begin. */
export const variablePrefix = 'S3TESTER_';

/** The environment variables that it reads, besides one for each credential. */
export const knownVariables: readonly string[] = [
  'S3TESTER_CASE_TIMEOUT',
  'S3TESTER_CA_FILE',
  'S3TESTER_CONCURRENCY',
  'S3TESTER_CONFIG',
  'S3TESTER_ENDPOINT_URL',
  'S3TESTER_FORMAT',
  'S3TESTER_INSECURE',
  'S3TESTER_KEEP',
  'S3TESTER_MAX_REQUESTS',
  'S3TESTER_PATH_STYLE',
  'S3TESTER_REGION',
  'S3TESTER_SETTLE',
  'S3TESTER_SHARD_COUNT',
  'S3TESTER_SHARD_INDEX',
  'S3TESTER_SIGN_PASSPHRASE',
  'S3TESTER_STATE_DIR',
  'S3TESTER_TIMEOUT',
];
