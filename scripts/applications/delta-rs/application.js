import { pythonApplication } from '../lib/python-job.js';

/** delta-rs: a Delta table whose commits are objects that must be new. */
export const deltaRs = pythonApplication({
  name: 'delta-rs',
  version: '1.6.6',
  packages: ['deltalake==1.6.6', 'pyarrow==26.0.1'],
  quick: ['put-if-none-match-ignored'],
  also: ['list-unsorted'],
});
