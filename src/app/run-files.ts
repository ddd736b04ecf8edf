import { exitCode } from '../results/exit-code.js';
import { type Outcome, refuse, refuseMistakes } from './outcome.js';
import { type PlanFilesOptions, planFiles } from './plan-files.js';
import { prepareFiles } from './prepare-files.js';
import type { Start } from './read-start.js';
import { resolveTarget } from './resolve-target.js';
import { openSession, type WatchOptions } from './session.js';
import type { TargetOptions } from './target-options.js';

/** How files are run; all of it may be absent, and is then as on the command line. */
export interface RunFilesOptions extends TargetOptions, PlanFilesOptions, WatchOptions {
  /** When the run begins, other than at once; rejects with a `StartError` where its other shards do not come. */
  readonly start?: Start | undefined;
}

/**
 * Runs scenario files, as `s3tester run` does: loads and checks them, starts the embedded server where it is asked for,
 * runs what is selected, and removes what was made. A mistake in the files or options is not thrown; it is in the
 * diagnostics, and `results` is null.
 *
 * @example
 * ```ts
 * const { results, diagnostics, exitCode } = await runFiles(['scenario.yaml'], {
 *   endpointUrl: 'http://127.0.0.1:9000',
 *   credentials: [{ name: 'main', access_key: 'KEY', secret_key: 'SECRET' }],
 *   selection: { tags: ['multipart'] },
 * });
 * console.log(results ? report('table', results) : diagnostics.map(renderDiagnostic).join('\n'));
 * ```
 */
export function runFiles(paths: readonly string[], options: RunFilesOptions = {}): Promise<Outcome> {
  return refuseMistakes(async () => {
    const files = await prepareFiles(paths, options, { strict: true });
    if (!files.configuration) {
      return refuse(files.diagnostics);
    }
    const plan = planFiles(files, options);
    const session = await openSession(await resolveTarget(files), options);
    try {
      await session.begin(options.start ?? {}, { shard: options.shard, plan: plan.id });
      const results = await session.run(plan);
      return { results, diagnostics: files.diagnostics, exitCode: exitCode(results) };
    } finally {
      await session.close();
    }
  });
}
