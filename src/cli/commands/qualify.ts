import { qualificationFormats } from '../../reporting/format-names.js';
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
    qualificationFormats,
  )
    .addOption(repeatable('--for <names>', 'an application, or several with commas (repeatable)'))
    .addOption(repeatable('--profile-file <path>', 'a profile of your own (repeatable)'))
    .addOption(repeatable('--need <path>', 'what a program was recorded to need (repeatable)'))
    .option('--replay <path>', 'the scenario that replays the recording of the need')
    .option('--certificate <path>', 'write what was found, bound to server, suite, profiles and day')
    .option('--check-certificate <path>', 'check that a certificate is as it was written; send nothing')
    .option('--print-policy', 'print the smallest policy that the applications need; send nothing')
    .option('--bucket <name>', 'the bucket of the policy')
    .option('--principal <arn>', 'the user of a policy of the bucket; by default it is a policy of the user')
    .addOption(seedOption())
    .addOption(preflightOption())
    .addOption(reportOption(qualificationFormats));

/** What `s3tester qualify` may be given. */
export type QualifyOptions = OptionsOf<ReturnType<typeof declareQualify>>;
