import type { OptionsOf } from '../options/common.js';
import { makeTargetCommand } from '../options/target.js';

/** `s3tester validate`, declared. */
export const declareValidate = () =>
  makeTargetCommand('validate', 'check a configuration; send nothing')
    .argument('[config...]', 'configuration files')
    .option('--strict', 'also: files exist, profiles resolve, every ${…} has a value, nothing is unused');

/** What `s3tester validate` may be given. */
export type ValidateOptions = OptionsOf<ReturnType<typeof declareValidate>>;
