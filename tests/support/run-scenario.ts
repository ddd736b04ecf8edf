import path from 'node:path';
import { type PlanFilesOptions, planFiles } from '../../src/app/plan-files.js';
import { type PreparedFiles, prepareFiles } from '../../src/app/prepare-files.js';
import { resolveTarget } from '../../src/app/resolve-target.js';
import { openSession, type WatchOptions } from '../../src/app/session.js';
import type { Environment } from '../../src/app/target-options.js';
import { renderDiagnostic } from '../../src/config/index.js';
import type { Results } from '../../src/results/types.js';
import type { Plan, SettingFlags } from '../../src/runner/index.js';
import { makeFolder } from './make-folder.js';

/** How a scenario is run inside a test. */
export interface ScenarioOptions extends WatchOptions {
  readonly settings?: Omit<SettingFlags, 'endpointUrl'>;
  readonly plan?: PlanFilesOptions;
  readonly environment?: Environment;
  /** Files beside the configuration, by relative path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** A scenario that is ready to run. */
interface PlannedScenario {
  readonly prepared: PreparedFiles;
  readonly plan: Plan;
  readonly folder: string;
}

/** The credentials that a scenario has where it names none. */
const usual = `
  credentials:
    - { name: main, access_key: s3tester, secret_key: s3tester-secret }
    - { name: alt, access_key: s3tester-alt, secret_key: s3tester-alt-secret }
    - { name: public, anonymous: true }
`;

/** Plans a YAML text as the command does, in a temporary folder; what is wrong in it is thrown. */
export async function planScenario(
  yaml: string,
  endpointUrl: string,
  { environment = {}, files, settings, plan = {} }: ScenarioOptions = {},
): Promise<PlannedScenario> {
  const text = /^config:/m.test(yaml) ? yaml : `config:${usual}${yaml}`;
  const folder = await makeFolder({ ...files, 'scenario.yaml': text });
  const target = { ...settings, endpointUrl, environment };
  const prepared = await prepareFiles([path.join(folder, 'scenario.yaml')], target, { strict: true });
  if (!prepared.configuration) {
    throw new Error(prepared.diagnostics.map(renderDiagnostic).join('\n'));
  }
  return { prepared, plan: planFiles(prepared, plan), folder };
}

/**
 * Runs a YAML text against a server, as the command does but inside this process. There is no preflight unless it is asked
 * for: the servers of tests answer what they are about alone.
 */
export async function runScenario(
  yaml: string,
  endpointUrl: string,
  options: ScenarioOptions = {},
): Promise<Results & { readonly folder: string }> {
  const { prepared, plan, folder } = await planScenario(yaml, endpointUrl, options);
  const environment = { S3TESTER_STATE_DIR: path.join(folder, 'state'), ...options.environment };
  const session = await openSession(await resolveTarget(prepared), {
    preflight: false,
    ...options,
    environment,
  });
  try {
    return { ...(await session.run(plan)), folder };
  } finally {
    await session.close();
  }
}
