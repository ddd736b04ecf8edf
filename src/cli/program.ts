import { Argument, Command, Option } from 'commander';
import { checkWritable } from './check-writable.js';
import type { Io } from './io.js';
import {
  acceptTargetOptions,
  addCommonOptions,
  addTargetOptions,
  type CommonOptions,
  count,
  gatherOptions,
  port,
  positive,
  repeatable,
  whole,
} from './options.js';
import { completeOption, hideOptionValue } from './usage-error.js';
import { version } from './version.js';

/** Makes the command line. Each command loads what it needs only when it is called. */
export function makeProgram(io: Io): Command {
  const program = acceptTargetOptions(addCommonOptions(new Command('s3tester')))
    .description(
      'Runs YAML scenarios against any S3-compatible storage and says what passed, what failed and why',
    )
    .version(version, '--version')
    .helpOption('--help')
    .enablePositionalOptions(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(completeOption(hideOptionValue(text), ownersOfOptions(program))),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('(s3tester --help lists commands and options)')
    .hook('preAction', async (_program, command) => {
      const { output } = gatherOptions<CommonOptions>(command);
      if (output !== undefined) {
        await checkWritable([output]);
      }
    });
  addRun(program, io);
  addValidate(program, io);
  addList(program, io);
  addInit(program, io);
  addSchema(program, io);
  addServe(program, io);
  addClean(program, io);
  addConformance(program, io);
  addBaseline(program, io);
  addMerge(program, io);
  return program;
}

/** The commands by each long option that they take. */
function ownersOfOptions({ commands }: Command): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const command of commands) {
    for (const { long } of [...command.options, ...command.commands.flatMap(({ options }) => options)]) {
      const names = owners.get(long ?? '') ?? [];
      if (!names.includes(command.name())) {
        owners.set(long ?? '', [...names, command.name()]);
      }
    }
  }
  return owners;
}

function addCommand(program: Command, name: string, description: string): Command {
  return addCommonOptions(program.command(name)).description(description).helpOption('--help');
}

function addRun(program: Command, io: Io): void {
  addTargetOptions(addCommand(program, 'run', 'run the scenarios of a configuration'))
    .argument('[config...]', 'configuration files')
    .option('--parallel', 'run the groups side by side')
    .option('--sequential', 'run the groups one after another')
    .addOption(repeatable('-g, --group <name>', 'run only this group (repeatable)'))
    .addOption(repeatable('--case <glob>', 'run only the cases whose id matches (repeatable)'))
    .addOption(repeatable('--tag <tag>', 'run only what has this tag (repeatable)'))
    .addOption(new Option('--bail [n]', 'stop after so many failures').argParser(count).preset(1))
    .addOption(new Option('--seed <n>', 'fix all randomness').argParser(whole))
    .option('--trace', 'keep the requests and responses of every step, not only of failed ones')
    .option('--har <path>', 'write an HTTP Archive of every request and response')
    .addOption(reportOption())
    .action(async (files: string[], _options, command: Command) => {
      const { runCommand } = await import('./commands/run.js');
      await runCommand(files, command, io);
    });
}

function addValidate(program: Command, io: Io): void {
  addTargetOptions(addCommand(program, 'validate', 'check a configuration; send nothing'))
    .argument('[config...]', 'configuration files')
    .option('--strict', 'also: files exist, profiles resolve, every ${…} has a value, nothing is unused')
    .action(async (files: string[], _options, command: Command) => {
      const { validateCommand } = await import('./commands/validate.js');
      await validateCommand(files, command, io);
    });
}

function addList(program: Command, io: Io): void {
  addTargetOptions(addCommand(program, 'list', 'list groups, operations, credentials or cases'))
    .addArgument(
      new Argument('<what>', 'what to list').choices(['groups', 'operations', 'credentials', 'cases']),
    )
    .argument('[config...]', 'configuration files')
    .addOption(suiteOption())
    .action(async (what: string, files: string[], _options, command: Command) => {
      const { listCommand } = await import('./commands/list.js');
      await listCommand(what, files, command, io);
    });
}

function addInit(program: Command, io: Io): void {
  addCommand(program, 'init', 'write a commented first configuration that runs as it is')
    .argument('[path]', 'where to write it (default: s3tester.yaml)')
    .option('--force', 'overwrite a file that is there')
    .action(async (path: string | undefined, _options, command: Command) => {
      const { initCommand } = await import('./commands/init.js');
      await initCommand(path, command, io);
    });
}

function addSchema(program: Command, io: Io): void {
  addCommand(program, 'schema', 'print the JSON Schema of the configuration')
    .option('--results', 'print the JSON Schema of results instead')
    .action(async (_options, command: Command) => {
      const { schemaCommand } = await import('./commands/schema.js');
      await schemaCommand(command, io);
    });
}

function addServe(program: Command, io: Io): void {
  addCommand(program, 'serve', 'run the embedded server alone')
    .addOption(new Option('--port <n>', '0: a free one').argParser(port))
    .option('--host <address>', 'where to listen; 127.0.0.1 by default')
    .option('--region <name>', 'the region of the server')
    .addOption(repeatable('--credential <name=key:secret>', 'a user; the first is the owner (repeatable)'))
    .option('--data <dir>', 'keep buckets and objects here')
    .addOption(
      repeatable('--fault <name>', 'show a mistake that a real server was seen to make (repeatable)'),
    )
    .option('--list-faults', 'list the faults and exit')
    .option('--aws-defaults', 'as new AWS buckets: ACLs off, public access blocked')
    .option('--signature-v2', 'accept Signature Version 2 too')
    .addOption(
      new Option('--lifecycle-day <seconds>', 'how long lifecycle rules take for a day').argParser(positive),
    )
    .action(async (_options, command: Command) => {
      const { serveCommand } = await import('./commands/serve.js');
      await serveCommand(command, io);
    });
}

function addClean(program: Command, io: Io): void {
  addTargetOptions(addCommand(program, 'clean', 'remove the buckets that interrupted runs left behind'))
    .argument('[config...]', 'configuration files that name the server and its credentials')
    .option('--all-journals', 'also what was left at other endpoints, each with its own')
    .action(async (files: string[], _options, command: Command) => {
      const { cleanCommand } = await import('./commands/clean.js');
      await cleanCommand(files, command, io);
    });
}

function reportOption(): Option {
  return repeatable(
    '--report <format=path>',
    'write a further report: json, yaml, junit, html, har, markdown or table (repeatable)',
  );
}

function suiteOption(): Option {
  return new Option('--suite <dir>', 'another suite than the built-in one');
}

function addConformance(program: Command, io: Io): void {
  addTargetOptions(addCommand(program, 'conformance', 'run the conformance suite and score what it finds'))
    .addOption(suiteOption())
    .addOption(repeatable('--feature <name>', 'run only the cases of this feature (repeatable)'))
    .addOption(
      repeatable(
        '--level <level>',
        'core, extended, aws or legacy; core and extended by default (repeatable)',
      ),
    )
    .addOption(repeatable('--case <glob>', 'run only the cases whose id matches (repeatable)'))
    .addOption(repeatable('--operation <name>', 'run only the cases that call this operation (repeatable)'))
    .addOption(repeatable('--tag <tag>', 'run only what has this tag (repeatable)'))
    .option('--shard <i/n>', 'run only one of n equal parts')
    .option('--baseline <path>', 'what is known to fail')
    .option(
      '--aws-defaults',
      'the embedded server makes buckets as AWS does: ACLs off, public access blocked',
    )
    .option('--rerun-failed <path>', 'run only what failed in these results')
    .addOption(
      new Option('--flaky <n>', 'try what failed n more times, and mark what then passes').argParser(count),
    )
    .addOption(new Option('--seed <n>', 'fix all randomness').argParser(whole))
    .option('--trace', 'keep the requests and responses of every step, not only of failed ones')
    .option('--har <path>', 'write an HTTP Archive of every request and response')
    .addOption(reportOption())
    .action(async (_options, command: Command) => {
      const { conformanceCommand } = await import('./commands/conformance.js');
      await conformanceCommand(command, io);
    });
}

function addBaseline(program: Command, io: Io): void {
  const baseline = addCommand(program, 'baseline', 'keep what is known to fail on a server');
  addCommand(baseline, 'update', 'bring a baseline up to date with results; reasons, links and comments stay')
    .argument('<baseline>', 'the baseline, written where it is missing')
    .argument('<results>', 'results of s3tester conformance, as JSON or YAML')
    .action(async (file: string, results: string, _options, command: Command) => {
      const { updateBaselineCommand } = await import('./commands/baseline.js');
      await updateBaselineCommand(file, results, command, io);
    });
  addCommand(baseline, 'check', 'hold results against a baseline')
    .argument('<baseline>', 'the baseline')
    .argument('<results>', 'results of s3tester conformance, as JSON or YAML')
    .addOption(suiteOption())
    .action(async (file: string, results: string, _options, command: Command) => {
      const { checkBaselineCommand } = await import('./commands/baseline.js');
      await checkBaselineCommand(file, results, command, io);
    });
}

function addMerge(program: Command, io: Io): void {
  addCommand(program, 'merge', 'make one result of the shards of a run')
    .argument('<results...>', 'results, as JSON or YAML')
    .addOption(reportOption())
    .action(async (files: string[], _options, command: Command) => {
      const { mergeCommand } = await import('./commands/merge.js');
      await mergeCommand(files, command, io);
    });
}
