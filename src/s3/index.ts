export { bytesBody, collectBytes } from './bodies/body-source.js';
export { createS3Client } from './create-client.js';
export type * from './types.js';
