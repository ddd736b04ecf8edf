export { bytesBody, collectBytes } from './bodies/body-source.js';
export { createBody, generatedBytes } from './bodies/create-body.js';
export { fileSink } from './bodies/file-sink.js';
export { parseSize } from './bodies/parse-size.js';
export { createS3Client } from './create-client.js';
export { loadProfile, type Profile } from './credentials/load-profile.js';
export { type CredentialSource, resolveCredential } from './credentials/resolve-credential.js';
export { type CurlTrust, toCurl } from './curl/to-curl.js';
export type * from './types.js';
