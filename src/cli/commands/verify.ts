import { makeCommand, type OptionsOf } from '../options/common.js';
import { suiteOption } from '../options/selection.js';

/** `s3tester verify`, declared. */
export const declareVerify = () =>
  makeCommand('verify', 'check that an evidence bundle is as it was written, and of the suite')
    .argument('<bundle>', 'an evidence bundle, which --bundle wrote')
    .option('--public-key <path>', 'the Ed25519 public key (PEM) of who must have signed it')
    .addOption(suiteOption());

/** What `s3tester verify` may be given. */
export type VerifyOptions = OptionsOf<ReturnType<typeof declareVerify>>;
