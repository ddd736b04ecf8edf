import { pythonApplication } from '../lib/python-job.js';

/** ClickHouse, as chdb: its table function s3. */
export const clickhouse = pythonApplication({
  name: 'clickhouse',
  version: '4.4.0',
  packages: ['chdb==4.4.0'],
  manyKeys: 1100,
  also: ['continuation-token-missing'],
});
