export { bytesBody } from './bodies/body-source.js';
export { createBody } from './bodies/create-body.js';
export { fileSink } from './bodies/file-sink.js';
export { createS3Client } from './create-client.js';
export { loadProfile } from './credentials/load-profile.js';
export { toCurl } from './curl/to-curl.js';
export { postFormRequest } from './request/post-form.js';
export { rawRequest } from './request/raw-request.js';
export type * from './types.js';
