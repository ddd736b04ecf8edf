import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from './usage-error.js';

/** What every command may be given, before or after its name. */
export interface CommonOptions {
  readonly config: readonly string[];
  readonly format?: 'table' | 'json' | 'yaml';
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly verbose?: boolean;
  readonly logLevel?: string;
  readonly logFormat?: 'pretty' | 'json';
  readonly logFile?: string;
  readonly color?: boolean;
}

/** What every command that talks to a server may be given. */
export interface TargetOptions {
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly pathStyle?: boolean;
  readonly timeout?: number;
  readonly concurrency?: number;
  readonly credential: readonly string[];
  readonly identity?: readonly string[];
  readonly caFile?: string;
  readonly insecure?: boolean;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

function append(value: string, list: readonly string[] = []): readonly string[] {
  return [...list, value];
}

/** Reads a number above 0. */
export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a number above 0.');
  }
  return value;
}

/** Reads a whole number above 0. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number above 0.');
  }
  return value;
}

/** Reads a whole number from 0. */
export function whole(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0) {
    throw new InvalidArgumentError('It must be a whole number from 0 on.');
  }
  return value;
}

/** Reads the number of a port, or 0. */
export function port(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > 65535) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  }
  return value;
}

/** An option that may be given several times. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser(append);
}

/** Adds the options of every command. */
export function addCommonOptions(command: Command): Command {
  return command
    .addOption(repeatable('-c, --config <path>', 'a configuration file (repeatable)'))
    .addOption(new Option('--format <format>', 'how results are written').choices(['table', 'json', 'yaml']))
    .option('-o, --output <path>', 'write results to a file')
    .option('--dry-run', 'show what would be done; send nothing')
    .option('-v, --verbose', 'say more')
    .addOption(new Option('--log-level <level>', 'what to log').choices(logLevels))
    .addOption(new Option('--log-format <format>', 'how to log').choices(['pretty', 'json']))
    .option('--log-file <path>', 'log to a file instead of stderr')
    .option('--no-color', 'no colours (as NO_COLOR)');
}

/** Adds the options of every command that talks to a server. */
export function addTargetOptions(command: Command): Command {
  return command
    .option('--endpoint-url <url>', 'the server under test: a URL, or the word embedded')
    .option('--region <name>', 'the region to sign for')
    .option('--path-style', 'address buckets in the path')
    .option('--no-path-style', 'address buckets in the host name')
    .addOption(new Option('--timeout <seconds>', 'per operation').argParser(positive))
    .addOption(new Option('--concurrency <n>', 'cap on operations in flight').argParser(count))
    .addOption(
      repeatable(
        '--credential <name=key:secret>',
        'NAME=KEY:SECRET[:TOKEN] or NAME=@aws-profile (repeatable)',
      ),
    )
    .addOption(
      repeatable(
        '--identity <name=ids>',
        'NAME=arn=ARN,account_id=ID,canonical_id=ID: what policies and grants call a credential (repeatable)',
      ),
    )
    .option('--ca-file <path>', 'a PEM file of further certificate authorities to trust')
    .option('--insecure', 'accept any certificate');
}

/** Lets the options of commands that talk to a server stand before the command's name, too; help shows them there. */
export function acceptTargetOptions(program: Command): Command {
  const own = program.options.length;
  addTargetOptions(program);
  const accepted = program.options.slice(own).map((option) => option.hideHelp());
  return program.hook('preAction', (_program, command) => {
    const given = accepted.filter((option) => program.getOptionValueSource(option.attributeName()) === 'cli');
    for (const option of given) {
      if (!command.options.some(({ long }) => long === option.long)) {
        throw new UsageError(`${command.name()} takes no option ${option.long}`);
      }
    }
  });
}

/** The options of a command and of those around it; lists are joined, a value after the command's name wins. */
export function gatherOptions<T>(command: Command): T {
  const gathered: Record<string, unknown> = { config: [], credential: [] };
  for (let current: Command | null = command; current; current = current.parent) {
    for (const [name, value] of Object.entries(current.opts())) {
      const source = current.getOptionValueSource(name);
      if (Array.isArray(value)) {
        gathered[name] = [...value, ...((gathered[name] as unknown[] | undefined) ?? [])];
      } else if (source !== 'default' && gathered[name] === undefined) {
        gathered[name] = value;
      }
    }
  }
  return gathered as T;
}
