import type { OptionsOf } from '../options/common.js';
import { preflightOption, reportOption } from '../options/report.js';
import { seedOption } from '../options/selection.js';
import { makeTargetCommand } from '../options/target.js';
import { repeatable } from '../options/values.js';

/** `s3tester qualify`, declared. */
export const declareQualify = () =>
  makeTargetCommand(
    'qualify',
    'say of applications whether they work on a store, and whether data is safe there',
  )
    .addOption(repeatable('--for <names>', 'an application, or several with commas (repeatable)'))
    .addOption(repeatable('--profile-file <path>', 'a profile of your own (repeatable)'))
    .addOption(seedOption())
    .addOption(preflightOption())
    .addOption(reportOption());

/** What `s3tester qualify` may be given. */
export type QualifyOptions = OptionsOf<ReturnType<typeof declareQualify>>;
