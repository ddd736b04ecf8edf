import { access } from 'node:fs/promises';
import { UsageError } from '../../app/usage-error.js';
import { checkWritable } from '../check-writable.js';
import type { InitOptions } from '../commands/init.js';
import { renderData } from '../diagnose.js';
import { defaultFile } from '../find-configurations.js';
import { firstConfiguration } from '../first-configuration.js';
import { deliver, type Io, note } from '../io.js';

/** `s3tester init`: writes a commented configuration that runs as it is. */
export async function init(path: string | undefined, options: InitOptions, io: Io): Promise<void> {
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
  note(options.dryRun ? `would write ${file}` : `next: s3tester run ${file}`, io);
  const written = { file, written: !options.dryRun };
  if (options.format === 'json' || options.format === 'yaml') {
    await deliver(await renderData(written, options.format), undefined, io);
  }
}
