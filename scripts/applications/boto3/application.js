import { pythonApplication } from '../lib/python-job.js';

/** boto3 with s3transfer: files in parts, copies, pages, and writes under a condition. */
export const boto3 = pythonApplication({
  name: 'boto3',
  version: '1.44.8',
  packages: ['boto3==1.44.8'],
  quick: ['range-ignored', 'put-if-none-match-ignored'],
  also: ['continuation-token-missing'],
});
