import { Option } from '@commander-js/extra-typings';
import { everyFormat, type OptionsOf } from '../options/common.js';
import {
  annotationsOption,
  bundleOption,
  harOption,
  keepOption,
  noAnnotationsOption,
  preflightOption,
  reportOption,
  signOption,
  streamOption,
  traceOption,
  withholdOption,
} from '../options/report.js';
import {
  barrierOption,
  barrierTimeoutOption,
  makeSuiteCommand,
  seedOption,
  startAtOption,
} from '../options/selection.js';
import { count } from '../options/values.js';

/** `s3tester conformance`, declared. */
export const declareConformance = () =>
  makeSuiteCommand('conformance', 'run the conformance suite and score what it finds', everyFormat)
    .option('--baseline <path>', 'what is known to fail')
    .option('--thorough', 'run races with many writers in many rounds; takes minutes')
    .option('--exact', 'only what AWS answers passes: what is merely tolerated fails')
    .option(
      '--aws-defaults',
      'the embedded server makes buckets as AWS does: ACLs off, public access blocked',
    )
    .option('--rerun-failed <path>', 'run only what failed in these results')
    .addOption(
      new Option('--flaky <n>', 'try what failed n more times, and mark what then passes').argParser(count),
    )
    .addOption(startAtOption())
    .addOption(barrierOption())
    .addOption(barrierTimeoutOption())
    .addOption(seedOption())
    .addOption(preflightOption())
    .addOption(traceOption())
    .addOption(harOption())
    .addOption(keepOption())
    .addOption(streamOption())
    .addOption(reportOption())
    .addOption(annotationsOption())
    .addOption(noAnnotationsOption())
    .addOption(bundleOption())
    .addOption(signOption())
    .addOption(withholdOption());

/** What `s3tester conformance` may be given. */
export type ConformanceOptions = OptionsOf<ReturnType<typeof declareConformance>>;
