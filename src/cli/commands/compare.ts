import { comparisonFormats } from '../../reporting/format-names.js';
import { makeCommand, type OptionsOf } from '../options/common.js';
import { reportOption, withholdOption } from '../options/report.js';

/** `s3tester compare`, declared. */
export const declareCompare = () =>
  makeCommand('compare', 'put results side by side, or against an older run', comparisonFormats)
    .argument('<results...>', 'results, as JSON or YAML; with --history also folders of them')
    .option('--against <path>', 'an older run: say what each of the results changes')
    .option('--pull-request', 'with --against: what changed, as Markdown for a pull request')
    .option('--history', 'show how the share of working cases went from run to run')
    .option('--different-suites', 'compare the cases that results of different suites have in common')
    .addOption(reportOption(comparisonFormats))
    .addOption(withholdOption());

/** What `s3tester compare` may be given. */
export type CompareOptions = OptionsOf<ReturnType<typeof declareCompare>>;
