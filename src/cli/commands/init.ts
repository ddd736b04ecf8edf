import type { Io } from '../io.js';
import { makeCommand, type OptionsOf } from '../options/common.js';

const declare = () =>
  makeCommand('init', 'write a commented first configuration that runs as it is')
    .argument('[path]', 'where to write it (default: s3tester.yaml)')
    .option('--force', 'overwrite a file that is there');

/** What `s3tester init` may be given. */
export type InitOptions = OptionsOf<ReturnType<typeof declare>>;

/** `s3tester init`, declared. */
export function initCommand(io: Io) {
  return declare().action(async (path, options) => {
    const { init } = await import('../actions/init.js');
    await init(path, options, io);
  });
}
