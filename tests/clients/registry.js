import { awsCli } from './aws-cli.js';
import { awsSdkGo, terraform } from './aws-sdk-go.js';
import { boto3, boto3Version2 } from './boto3.js';
import { docsPython } from './docs-python.js';
import { flysystemCalls } from './flysystem-calls.js';
import { jest } from './jest.js';
import { libStorage } from './lib-storage.js';
import { minioJs } from './minio-js.js';
import { presignerJs } from './presigner-js.js';
import { rclone } from './rclone.js';
import { s3cmd } from './s3cmd.js';

/**
 * Every client that is tried.
 * @type {readonly import('./client.js').Client[]}
 */
export const clients = [
  awsCli,
  boto3,
  boto3Version2,
  rclone,
  s3cmd,
  minioJs,
  libStorage,
  presignerJs,
  flysystemCalls,
  awsSdkGo,
  terraform,
  jest,
  docsPython,
];
