import { makeCommand, type OptionsOf } from '../options/common.js';

/** `s3tester init`, declared. */
export const declareInit = () =>
  makeCommand('init', 'write a commented first configuration that runs as it is')
    .argument('[path]', 'where to write it (default: s3tester.yaml)')
    .option('--force', 'overwrite a file that is there');

/** What `s3tester init` may be given. */
export type InitOptions = OptionsOf<ReturnType<typeof declareInit>>;
