import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { declareBaseline, declareBaselineCheck, declareBaselineUpdate } from './commands/baseline.js';
import { declareClean } from './commands/clean.js';
import { declareCompare } from './commands/compare.js';
import { declareCompletion } from './commands/completion.js';
import { declareConformance } from './commands/conformance.js';
import { declareConsistency } from './commands/consistency.js';
import { declareDoctor } from './commands/doctor.js';
import { declareInit } from './commands/init.js';
import { declareList } from './commands/list.js';
import { declareMerge } from './commands/merge.js';
import { declareQualify } from './commands/qualify.js';
import { declareRecord } from './commands/record.js';
import { declareReport } from './commands/report.js';
import { declareRun } from './commands/run.js';
import { declareSchema } from './commands/schema.js';
import { declareServe } from './commands/serve.js';
import { declareValidate } from './commands/validate.js';
import { declareVerify } from './commands/verify.js';
import type { Io } from './io.js';

/** Makes every command, in the order of the help: as it is declared, with its action, which is loaded when it is called. */
export function makeCommands(io: Io): readonly CommandUnknownOpts[] {
  return [
    declareRun().action(async (files, options) => {
      const { run } = await import('./actions/run.js');
      await run(files, options, io);
    }),
    declareValidate().action(async (files, options) => {
      const { validate } = await import('./actions/validate.js');
      await validate(files, options, io);
    }),
    declareList().action(async (what, files, options) => {
      const { list } = await import('./actions/list.js');
      await list(what, files, options, io);
    }),
    declareInit().action(async (path, options) => {
      const { init } = await import('./actions/init.js');
      await init(path, options, io);
    }),
    declareSchema().action(async (options) => {
      const { schema } = await import('./actions/schema.js');
      await schema(options, io);
    }),
    declareServe().action(async (options) => {
      const { serve } = await import('./actions/serve.js');
      await serve(options, io);
    }),
    declareRecord().action(async (words, options) => {
      const { record } = await import('./actions/record.js');
      await record(words, options, io);
    }),
    declareDoctor().action(async (options) => {
      const { doctor } = await import('./actions/doctor.js');
      await doctor(options, io);
    }),
    declareClean().action(async (files, options) => {
      const { clean } = await import('./actions/clean.js');
      await clean(files, options, io);
    }),
    declareConformance().action(async (options) => {
      const { conformance } = await import('./actions/conformance.js');
      await conformance(options, io);
    }),
    declareConsistency().action(async (options) => {
      const { consistency } = await import('./actions/consistency.js');
      await consistency(options, io);
    }),
    declareQualify().action(async (options) => {
      const { qualify } = await import('./actions/qualify.js');
      await qualify(options, io);
    }),
    makeBaseline(io),
    declareCompare().action(async (files, options) => {
      const { compare } = await import('./actions/compare.js');
      await compare(files, options, io);
    }),
    declareMerge().action(async (files, options) => {
      const { merge } = await import('./actions/merge.js');
      await merge(files, options, io);
    }),
    declareVerify().action(async (file, options) => {
      const { verify } = await import('./actions/verify.js');
      await verify(file, options, io);
    }),
    declareCompletion().action(async (shell, _options, command) => {
      const { completion } = await import('./actions/completion.js');
      completion(shell, command.parent ?? command, io);
    }),
    declareReport().action(async (files, options) => {
      const { report } = await import('./actions/report.js');
      await report(files, options, io);
    }),
  ];
}

function makeBaseline(io: Io): CommandUnknownOpts {
  const update = declareBaselineUpdate().action(async (file, results, options) => {
    const { updateBaselineFile } = await import('./actions/baseline.js');
    await updateBaselineFile(file, results, options, io);
  });
  const check = declareBaselineCheck().action(async (file, results, options) => {
    const { checkBaselineFile } = await import('./actions/baseline.js');
    await checkBaselineFile(file, results, options, io);
  });
  return declareBaseline().addCommand(update).addCommand(check);
}
