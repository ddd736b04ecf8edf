import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { consistencyFormats } from '../../reporting/format-names.js';
import type { OptionsOf } from '../options/common.js';
import { reportOption } from '../options/report.js';
import { seedOption } from '../options/selection.js';
import { makeTargetCommand } from '../options/target.js';
import { count, duration, positive, repeatable } from '../options/values.js';

/** `s3tester consistency`, declared. */
export const declareConsistency = () =>
  withSeveralEndpoints(
    makeTargetCommand(
      'consistency',
      'have many clients contend for a few keys, and check what they saw',
      consistencyFormats,
    )
      .addOption(new Option('--duration <duration>', 'how long clients run').argParser(duration).default(60))
      .addOption(new Option('--max-operations <n>', 'stop after so many operations').argParser(count))
      .addOption(
        new Option('--clients <n>', 'how many clients run side by side').argParser(count).default(16),
      )
      .addOption(new Option('--keys <n>', 'how many keys they contend for').argParser(count).default(8))
      .addOption(repeatable('--workload <name>', 'only this one, or several with commas (repeatable)'))
      .addOption(
        new Option('--model <model>', 'what the store promises')
          .choices(['strong', 'eventual'])
          .default('strong'),
      )
      .addOption(new Option('--rate <n>', 'operations a second at the most').argParser(positive))
      .addOption(
        new Option('--cut <share>', 'cut so many connections, such as 1/1000').argParser(share).default(0),
      )
      .addOption(
        new Option('--slow <share>', 'send and read so many bodies slowly')
          .argParser(share)
          .default(1 / 200, '1/200'),
      )
      .addOption(
        repeatable('--without <feature>', 'the store is not to be asked for this feature (repeatable)'),
      )
      .option(
        '--nemesis <words...>',
        "commands that bring and end a fault: 'ON' 'OFF' every 10s [for 3s] (repeatable)",
      )
      .option('--keep-going', 'go on after a violation')
      .option('--history <file>', 'keep the history here, as NDJSON')
      .option('--scenario <file>', 'write the first violation as a scenario that replays it')
      .option('--check <file>', 'check a history that was kept; send nothing')
      .addOption(seedOption())
      .addOption(reportOption(consistencyFormats)),
  );

/** What `s3tester consistency` may be given. */
export type ConsistencyOptions = OptionsOf<ReturnType<typeof declareConsistency>>;

/** Here the nodes of one store may be given. */
function withSeveralEndpoints<C extends { readonly options: readonly Option[] }>(command: C): C {
  for (const option of command.options.filter(({ long }) => long === '--endpoint-url')) {
    option.description =
      'the store: a URL, or the word embedded; several are nodes of one store (repeatable)';
  }
  return command;
}

/** Reads a share of all requests, as a fraction or as a number from 0 to 1. */
function share(text: string): number {
  const [, above, below = '1'] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text.trim()) ?? [];
  const value = Number(above ?? Number.NaN) / Number(below);
  if (!(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a share, such as 1/1000 or 0.01.');
  }
  return value;
}
