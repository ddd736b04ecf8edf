import { Option } from '@commander-js/extra-typings';
import type { FormatName } from '../../reporting/format-names.js';
import type { OutputFormat } from './common.js';
import { makeTargetCommand } from './target.js';
import { duration, repeatable, whole } from './values.js';

/** `--case`, of the commands that run cases. */
export function caseOption() {
  return repeatable('--case <glob>', 'only the cases whose id matches (repeatable)');
}

/** `--tag`, of the commands that run what has tags. */
export function tagOption() {
  return repeatable('--tag <tag>', 'only what has this tag, or with !TAG only what has not (repeatable)');
}

/** Makes a command that talks to a server and is about cases of a suite. */
export function makeSuiteCommand<Format extends FormatName = OutputFormat>(
  name: string,
  description: string,
  formats?: readonly (Format | OutputFormat)[],
) {
  return makeTargetCommand(name, description, formats)
    .addOption(suiteOption())
    .addOption(repeatable('--feature <name>', 'only the cases of this feature (repeatable)'))
    .addOption(repeatable('--level <level>', 'core, extended, aws or legacy (repeatable)'))
    .addOption(caseOption())
    .addOption(repeatable('--operation <name>', 'only the cases that call this operation (repeatable)'))
    .addOption(tagOption())
    .addOption(shardOption());
}

/** `--shard`, of the commands of which several processes can each do a part. */
export function shardOption() {
  return new Option(
    '--shard <i/n>',
    'only one of n equal parts: I/N, or auto, which asks the variables of the engine that started this process',
  );
}

/** `--suite`, of the commands that are about the conformance suite. */
export function suiteOption() {
  return new Option('--suite <dir>', 'a suite other than the built-in one');
}

/** `--start-at`, of the commands that run. */
export function startAtOption() {
  return new Option('--start-at <time>', 'begin at this time: 2027-01-31T12:00:00Z, or +30s');
}

/** `--barrier`, of the commands that run. */
export function barrierOption() {
  return new Option(
    '--barrier <place>',
    'begin when every shard has come here: s3://BUCKET/PREFIX on the server under test, or a folder',
  );
}

/** `--barrier-timeout`, of the commands that run. */
export function barrierTimeoutOption() {
  return new Option('--barrier-timeout <duration>', 'how long to wait at the barrier (10m)').argParser(
    duration,
  );
}

/** `--seed`, of the commands that run. */
export function seedOption() {
  return new Option('--seed <n>', 'fix all randomness').argParser(whole);
}
