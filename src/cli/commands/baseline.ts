import { makeCommand, type OptionsOf } from '../options/common.js';
import { suiteOption } from '../options/selection.js';

/** `s3tester baseline update`, declared. */
export const declareBaselineUpdate = () =>
  makeCommand('update', 'bring a baseline up to date with results; reasons, links and comments stay')
    .argument('<baseline>', 'the baseline, written where it is missing')
    .argument('<results>', 'results of s3tester conformance, as JSON or YAML');

/** `s3tester baseline check`, declared. */
export const declareBaselineCheck = () =>
  makeCommand('check', 'compare results with a baseline')
    .argument('<baseline>', 'the baseline')
    .argument('<results>', 'results of s3tester conformance, as JSON or YAML')
    .addOption(suiteOption());

/** What `s3tester baseline check` may be given. */
export type CheckOptions = OptionsOf<ReturnType<typeof declareBaselineCheck>>;

/** `s3tester baseline`, declared, without the commands in it. */
export const declareBaseline = () => makeCommand('baseline', 'keep what is known to fail on a server');
