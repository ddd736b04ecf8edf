import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { UsageError } from '../../app/usage-error.js';
import type { FormatName } from '../../reporting/format-names.js';
import { makeCommand, type OptionsOf, type OutputFormat } from './common.js';
import { count, duration, positive, repeatable } from './values.js';

/** What every command that talks to a server may be given. */
export type TargetOptions = OptionsOf<ReturnType<typeof makeTargetCommand>>;

/** What stands between the endpoints of `--endpoint-url`, where it is given several times: no URL has it. */
const between = '\n';

function endpointOption(description: string) {
  return new Option('--endpoint-url <url>', description).argParser(
    (url: string, before: string | undefined) => (before === undefined ? url : before + between + url),
  );
}

/** Every endpoint that is given, in order; most commands take the last one. */
export function endpointsOf({ endpointUrl }: { readonly endpointUrl?: string }): readonly string[] {
  return endpointUrl === undefined ? [] : endpointUrl.split(between);
}

/** `--region`. */
export function regionOption(description = 'the region to sign for') {
  return new Option('--region <name>', description);
}

/** `--credential`, of the commands that sign requests. */
export function credentialOption() {
  return repeatable(
    '--credential <name=key:secret>',
    'NAME=KEY:SECRET[:TOKEN], NAME=@aws-profile or NAME={"access_key":…,"secret_key":…} (repeatable)',
  );
}

/** `--ca-file`. */
export function caFileOption() {
  return new Option('--ca-file <path>', 'a PEM file of further certificate authorities to trust');
}

/** `--insecure`. */
export function insecureOption() {
  return new Option('--insecure', 'accept any certificate');
}

/** Makes a command that talks to a server. */
export function makeTargetCommand<Format extends FormatName = OutputFormat>(
  name: string,
  description: string,
  formats?: readonly (Format | OutputFormat)[],
) {
  return makeCommand(name, description, formats)
    .addOption(endpointOption('the server under test: a URL, or the word embedded'))
    .addOption(regionOption())
    .option('--path-style', 'address buckets in the path')
    .option('--no-path-style', 'address buckets in the host name')
    .addOption(new Option('-t, --timeout <seconds>', 'per operation; fractions count').argParser(positive))
    .addOption(
      new Option('--case-timeout <seconds>', 'for the requests of a case together').argParser(positive),
    )
    .addOption(
      new Option(
        '--settle <duration>',
        'try a step again for so long after a configuration of its bucket was written',
      ).argParser(duration),
    )
    .addOption(new Option('--max-requests <n>', 'stop before more requests are sent').argParser(count))
    .addOption(new Option('--concurrency <n>', 'cap on operations in flight').argParser(count))
    .addOption(credentialOption())
    .addOption(
      repeatable(
        '--identity <name=ids>',
        'NAME=arn=ARN,account_id=ID,canonical_id=ID: the identity of a credential in policies and grants (repeatable)',
      ),
    )
    .addOption(repeatable('--var-file <path>', 'a file of variables, NAME=value in each line (repeatable)'))
    .addOption(repeatable('--env-file <path>', 'the same, but Node.js up to 20 reads the file first, itself'))
    .addOption(repeatable('--var <name=value>', 'a variable, as ${NAME} in a configuration (repeatable)'))
    .addOption(caFileOption())
    .addOption(insecureOption());
}

/**
 * Hides those options of the program that only commands that talk to a server have, and refuses them before the name of
 * another command.
 */
export function hideTargetOptions<C extends CommandUnknownOpts>(program: C): C {
  const common = new Set(makeCommand('', '').options.map(({ long }) => long));
  const hidden = program.options.filter(({ long }) => !common.has(long)).map((option) => option.hideHelp());
  return program.hook('preAction', (_program, command) => {
    const given = hidden.filter((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
    for (const option of given) {
      if (!command.options.some(({ long }) => long === option.long)) {
        throw new UsageError(`${command.name()} takes no option ${option.long}`);
      }
    }
  });
}
