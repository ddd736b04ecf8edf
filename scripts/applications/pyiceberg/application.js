import { pythonApplication } from '../lib/python-job.js';

/** PyIceberg with its catalog in SQLite: appends, deletions, old snapshots, purges. */
export const pyiceberg = pythonApplication({
  name: 'pyiceberg',
  version: '0.12.0',
  packages: ['pyiceberg[pyarrow,sql-sqlite]==0.12.0', 'pyarrow==26.0.1'],
  quick: ['not-implemented=DeleteObject'],
});
