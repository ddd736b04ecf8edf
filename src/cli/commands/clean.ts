import type { OptionsOf } from '../options/common.js';
import { makeTargetCommand } from '../options/target.js';

/** `s3tester clean`, declared. */
export const declareClean = () =>
  makeTargetCommand('clean', 'remove the buckets that interrupted runs left behind')
    .argument('[config...]', 'configuration files that name the server and its credentials')
    .option('--all-journals', 'also what was left at other endpoints, each with its own');

/** What `s3tester clean` may be given. */
export type CleanOptions = OptionsOf<ReturnType<typeof declareClean>>;
