import type { Io } from '../io.js';
import { makeCommand, type OptionsOf } from '../options/common.js';
import { suiteOption } from '../options/selection.js';

const declareUpdate = () =>
  makeCommand('update', 'bring a baseline up to date with results; reasons, links and comments stay')
    .argument('<baseline>', 'the baseline, written where it is missing')
    .argument('<results>', 'results of s3tester conformance, as JSON or YAML');

const declareCheck = () =>
  makeCommand('check', 'compare results with a baseline')
    .argument('<baseline>', 'the baseline')
    .argument('<results>', 'results of s3tester conformance, as JSON or YAML')
    .addOption(suiteOption());

/** What `s3tester baseline check` may be given. */
export type CheckOptions = OptionsOf<ReturnType<typeof declareCheck>>;

/** `s3tester baseline`, declared, with the commands in it. */
export function baselineCommand(io: Io) {
  const update = declareUpdate().action(async (file, results, options) => {
    const { updateBaselineFile } = await import('../actions/baseline.js');
    await updateBaselineFile(file, results, options, io);
  });
  const check = declareCheck().action(async (file, results, options) => {
    const { checkBaselineFile } = await import('../actions/baseline.js');
    await checkBaselineFile(file, results, options, io);
  });
  return makeCommand('baseline', 'keep what is known to fail on a server')
    .addCommand(update)
    .addCommand(check);
}
