import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { writeAtomically } from '../../results/write.js';
import { firstConfiguration } from '../first-configuration.js';
import type { Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';
import { UsageError } from '../usage-error.js';

/** `s3tester init`: writes a commented configuration that runs as it is. */
export async function initCommand(path: string, command: Command, io: Io): Promise<void> {
  const { force } = gatherOptions<CommonOptions & { readonly force?: boolean }>(command);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere && !force) throw new UsageError(`${path} is there already`, '--force overwrites it');
  await writeAtomically(path, firstConfiguration).catch((error: Error) => {
    throw new UsageError(`cannot write ${path}: ${error.message}`);
  });
  io.stderr.write(`wrote ${path}\nnext: s3tester run ${path}\n`);
}
