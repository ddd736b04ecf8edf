import type { Io } from '../io.js';
import type { OptionsOf } from '../options/common.js';
import { makeTargetCommand } from '../options/target.js';

const declare = () =>
  makeTargetCommand('validate', 'check a configuration; send nothing')
    .argument('[config...]', 'configuration files')
    .option('--strict', 'also: files exist, profiles resolve, every ${…} has a value, nothing is unused');

/** What `s3tester validate` may be given. */
export type ValidateOptions = OptionsOf<ReturnType<typeof declare>>;

/** `s3tester validate`, declared. */
export function validateCommand(io: Io) {
  return declare().action(async (files, options) => {
    const { validate } = await import('../actions/validate.js');
    await validate(files, options, io);
  });
}
