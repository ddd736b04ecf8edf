import { pythonApplication } from '../lib/python-job.js';

/** DuckDB with httpfs: Parquet and CSV files, by name and by pattern. */
export const duckdb = pythonApplication({
  name: 'duckdb',
  version: '1.5.5',
  packages: ['duckdb==1.5.5', 'duckdb-extension-httpfs==1.5.5'],
  manyKeys: 1100,
  quick: ['list-entry-missing', 'not-implemented=HeadObject'],
  also: ['continuation-token-missing'],
});
