import { everyFormat, makeCommand, type OptionsOf } from '../options/common.js';
import {
  annotationsOption,
  bundleOption,
  noAnnotationsOption,
  reportOption,
  signOption,
  withholdOption,
} from '../options/report.js';

/** `s3tester report`, declared. */
export const declareReport = () =>
  makeCommand('report', 'report what an earlier run found, also one that was killed', everyFormat)
    .argument('<results...>', 'results as JSON or YAML, evidence bundles, or streams of events')
    .addOption(reportOption())
    .addOption(annotationsOption())
    .addOption(noAnnotationsOption())
    .addOption(bundleOption())
    .addOption(signOption())
    .addOption(withholdOption());

/** What `s3tester report` may be given. */
export type ReportOptions = OptionsOf<ReturnType<typeof declareReport>>;
