import { awsCli } from './aws-cli/application.js';
import { boto3 } from './boto3/application.js';
import { deltaRs } from './delta-rs/application.js';
import { lancedb } from './lancedb/application.js';

/**
 * Every application that is tried.
 * @type {readonly import('./lib/types.js').Application[]}
 */
export const applications = [awsCli, boto3, deltaRs, lancedb];
