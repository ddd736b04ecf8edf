import { pythonApplication } from '../lib/python-job.js';

/** LanceDB: a table whose versions are manifests that must be new. */
export const lancedb = pythonApplication({
  name: 'lancedb',
  version: '0.40.0',
  packages: ['lancedb==0.40.0'],
  quick: ['put-if-none-match-ignored'],
  also: ['list-unsorted'],
});
