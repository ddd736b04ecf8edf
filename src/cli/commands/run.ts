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
  caseOption,
  seedOption,
  shardOption,
  startAtOption,
  tagOption,
} from '../options/selection.js';
import { makeTargetCommand } from '../options/target.js';
import { count, repeatable } from '../options/values.js';

/** `s3tester run`, declared. */
export const declareRun = () =>
  makeTargetCommand('run', 'run the scenarios of a configuration', everyFormat)
    .argument('[config...]', 'configuration files')
    .option('--parallel', 'run the groups side by side')
    .option('--sequential', 'run the groups one after another')
    .addOption(repeatable('-g, --group <name>', 'run only this group (repeatable)'))
    .addOption(caseOption())
    .addOption(tagOption())
    .addOption(shardOption())
    .addOption(startAtOption())
    .addOption(barrierOption())
    .addOption(barrierTimeoutOption())
    .addOption(new Option('--bail [n]', 'stop after this many failures').argParser(count).preset(1))
    .addOption(seedOption())
    .option('--watch', 'run again whenever a file that the run read has changed, until Ctrl-C')
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

/** What `s3tester run` may be given. */
export type RunOptions = OptionsOf<ReturnType<typeof declareRun>>;
