import type { Io } from '../io.js';
import type { OptionsOf } from '../options/common.js';
import { makeTargetCommand } from '../options/target.js';

const declare = () =>
  makeTargetCommand('clean', 'remove the buckets that interrupted runs left behind')
    .argument('[config...]', 'configuration files that name the server and its credentials')
    .option('--all-journals', 'also what was left at other endpoints, each with its own');

/** What `s3tester clean` may be given. */
export type CleanOptions = OptionsOf<ReturnType<typeof declare>>;

/** `s3tester clean`, declared. */
export function cleanCommand(io: Io) {
  return declare().action(async (files, options) => {
    const { clean } = await import('../actions/clean.js');
    await clean(files, options, io);
  });
}
