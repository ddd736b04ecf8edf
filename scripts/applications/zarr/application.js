import { pythonApplication } from '../lib/python-job.js';

/** Zarr on obstore: arrays in chunks and shards, and groups that must be new. */
export const zarr = pythonApplication({
  name: 'zarr',
  version: '3.1.6',
  packages: ['zarr==3.1.6', 'obstore==0.12.1'],
  manyKeys: 1100,
  quick: ['put-if-none-match-ignored', 'put-if-match-ignored'],
  also: ['continuation-token-missing'],
});
