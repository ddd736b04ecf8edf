import path from 'node:path';
import { UsageError } from '../../app/usage-error.js';
import { isThere } from '../../lib/is-there.js';
import { checkWritable } from '../check-writable.js';
import type { InitOptions } from '../commands/init.js';
import { renderData } from '../diagnose.js';
import { defaultFile } from '../find-configurations.js';
import { firstConfiguration, schemaPlaces } from '../first-configuration.js';
import { deliver, type Io, note } from '../io.js';

/** `s3tester init`: writes a commented configuration that runs as it is. */
export async function init(given: string | undefined, options: InitOptions, io: Io): Promise<void> {
  if (given !== undefined && options.output !== undefined) {
    throw new UsageError('init writes one file: PATH and --output exclude each other');
  }
  const file = given ?? options.output ?? defaultFile;
  await checkWritable([file]);
  if ((await isThere(file)) && !options.force) {
    throw new UsageError(`${file} is there already`, '--force overwrites it');
  }
  if (!options.dryRun) {
    await deliver(firstConfiguration(await findSchema(path.dirname(file))), file, io);
  }
  note(options.dryRun ? `would write ${file}` : `next: s3tester run ${file}`, io);
  const written = { file, written: !options.dryRun };
  if (options.format === 'json' || options.format === 'yaml') {
    await deliver(await renderData(written, options.format), undefined, io);
  }
}

/** The schema that lies beside a configuration in a folder, as the configuration names it. */
async function findSchema(folder: string): Promise<string | undefined> {
  for (const place of schemaPlaces) {
    if (await isThere(path.join(folder, place))) {
      return place;
    }
  }
  return undefined;
}
