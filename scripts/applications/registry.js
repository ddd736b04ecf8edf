import { awsCli } from './aws-cli/application.js';
import { boto3 } from './boto3/application.js';
import { clickhouse } from './clickhouse/application.js';
import { deltaRs } from './delta-rs/application.js';
import { duckdb } from './duckdb/application.js';
import { hadoopS3a } from './hadoop-s3a/application.js';
import { iceberg } from './iceberg/application.js';
import { kopia } from './kopia/application.js';
import { lancedb } from './lancedb/application.js';
import { litestream } from './litestream/application.js';
import { polars } from './polars/application.js';
import { pyarrow } from './pyarrow/application.js';
import { pyiceberg } from './pyiceberg/application.js';
import { rclone } from './rclone/application.js';
import { registry } from './registry/application.js';
import { restic } from './restic/application.js';
import { s3cmd } from './s3cmd/application.js';
import { terraform } from './terraform/application.js';
import { thanos } from './thanos/application.js';
import { zarr } from './zarr/application.js';

/**
 * Every application that is tried.
 * @type {readonly import('./lib/types.js').Application[]}
 */
export const applications = [
  awsCli,
  boto3,
  clickhouse,
  deltaRs,
  duckdb,
  hadoopS3a,
  iceberg,
  kopia,
  lancedb,
  litestream,
  polars,
  pyarrow,
  pyiceberg,
  rclone,
  registry,
  restic,
  s3cmd,
  terraform,
  thanos,
  zarr,
];
