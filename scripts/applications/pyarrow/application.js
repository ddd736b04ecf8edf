import { pythonApplication } from '../lib/python-job.js';

/** pyarrow with the S3 file system of Arrow C++: files, folders and Parquet. */
export const pyarrow = pythonApplication({
  name: 'pyarrow',
  version: '26.0.1',
  packages: ['pyarrow==26.0.1'],
  manyKeys: 1100,
  quick: ['truncation-not-said'],
  also: ['continuation-token-missing'],
});
