import { access } from 'node:fs/promises';
import type { Command } from 'commander';
import { checkWritable } from '../check-writable.js';
import { renderData } from '../diagnose.js';
import { firstConfiguration } from '../first-configuration.js';
import { deliver, type Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';
import { defaultFile } from '../prepare.js';
import { UsageError } from '../usage-error.js';

/** `s3tester init`: writes a commented configuration that runs as it is. */
export async function initCommand(path: string | undefined, command: Command, io: Io): Promise<void> {
  const options = gatherOptions<CommonOptions & { readonly force?: boolean }>(command);
  if (path !== undefined && options.output !== undefined) {
    throw new UsageError('init writes one file: PATH and --output exclude each other');
  }
  const file = path ?? options.output ?? defaultFile;
  await checkWritable([file]);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere && !options.force) {
    throw new UsageError(`${file} is there already`, '--force overwrites it');
  }
  if (!options.dryRun) {
    await deliver(firstConfiguration, file, io);
  }
  io.stderr.write(options.dryRun ? `would write ${file}\n` : `wrote ${file}\nnext: s3tester run ${file}\n`);
  const written = { file, written: !options.dryRun };
  if (options.format === 'json' || options.format === 'yaml') {
    await deliver(await renderData(written, options.format), undefined, io);
  }
}
