import { everyFormat, makeCommand, type OptionsOf } from '../options/common.js';
import { annotationsOption, noAnnotationsOption, reportOption, withholdOption } from '../options/report.js';

/** `s3tester merge`, declared. */
export const declareMerge = () =>
  makeCommand('merge', 'merge the results of the shards of a run', everyFormat)
    .argument('<results...>', 'results, as JSON or YAML')
    .addOption(reportOption())
    .addOption(annotationsOption())
    .addOption(noAnnotationsOption())
    .addOption(withholdOption());

/** What `s3tester merge` may be given. */
export type MergeOptions = OptionsOf<ReturnType<typeof declareMerge>>;
