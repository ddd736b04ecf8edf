import { pythonApplication } from '../lib/python-job.js';

/** Polars: partitioned Parquet files, written and scanned. */
export const polars = pythonApplication({
  name: 'polars',
  version: '2.1.0',
  packages: ['polars==2.1.0'],
  quick: ['range-ignored'],
});
