import { awsModules, javaApplication } from '../lib/java-job.js';

const version = '1.12.0';
const clients = ['s3', 'sts', 'kms', 'glue', 'dynamodb', 'lakeformation'];

/** Iceberg's S3FileIO for Java: files in parts, seeks, lists, and deletions by the hundred. */
export const iceberg = javaApplication({
  name: 'iceberg',
  version,
  artifact: { group: 'org.apache.iceberg', artifact: 'iceberg-aws', version },
  beside: [
    { group: 'org.apache.iceberg', artifact: 'iceberg-core', version },
    ...awsModules('2.54.17', [...clients, 'url-connection-client', 'apache-client']),
    { group: 'org.slf4j', artifact: 'slf4j-nop', version: '2.0.17' },
  ],
});
