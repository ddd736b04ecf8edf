import type { Io } from '../io.js';
import { makeCommand, type OptionsOf } from '../options/common.js';
import { reportOption } from '../options/report.js';

const declare = () =>
  makeCommand('merge', 'merge the results of the shards of a run')
    .argument('<results...>', 'results, as JSON or YAML')
    .addOption(reportOption());

/** What `s3tester merge` may be given. */
export type MergeOptions = OptionsOf<ReturnType<typeof declare>>;

/** `s3tester merge`, declared. */
export function mergeCommand(io: Io) {
  return declare().action(async (files, options) => {
    const { merge } = await import('../actions/merge.js');
    await merge(files, options, io);
  });
}
