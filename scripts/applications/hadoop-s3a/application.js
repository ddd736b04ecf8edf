import { awsModules, javaApplication } from '../lib/java-job.js';

const version = '3.5.0';

/** Hadoop's S3A file system: folders, files in parts, renames, and files that must be new. */
export const hadoopS3a = javaApplication({
  name: 'hadoop-s3a',
  version,
  artifact: {
    group: 'org.apache.hadoop',
    artifact: 'hadoop-aws',
    version,
    without: ['software.amazon.awssdk:bundle'],
  },
  beside: [
    { group: 'org.apache.hadoop', artifact: 'hadoop-client-api', version },
    { group: 'org.apache.hadoop', artifact: 'hadoop-client-runtime', version },
    { group: 'org.apache.commons', artifact: 'commons-lang3', version: '3.18.0' },
    ...awsModules('2.35.4', ['s3', 's3-transfer-manager', 'sts', 'url-connection-client', 'apache-client']),
    { group: 'org.slf4j', artifact: 'slf4j-nop', version: '2.0.17' },
  ],
});
