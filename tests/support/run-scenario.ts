import path from 'node:path';
import { fileReader } from '../../src/cli/file-reader.js';
import {
  checkConfiguration,
  hasErrors,
  loadConfiguration,
  renderDiagnostic,
} from '../../src/config/index.js';
import type { Results } from '../../src/results/types.js';
import {
  defaultCredential,
  gatherCredentials,
  makePlan,
  type Plan,
  type PlanOptions,
  type RunOptions,
  resolveCredentials,
  resolveSettings,
  run,
  type SettingFlags,
} from '../../src/runner/index.js';
import { makeFolder } from './make-folder.js';

/** How a scenario is run inside a test. */
export interface ScenarioOptions extends Omit<Partial<RunOptions>, 'endpointUrl' | 'credentials'> {
  readonly settings?: Omit<SettingFlags, 'endpointUrl'>;
  readonly plan?: Omit<PlanOptions, 'settings' | 'credentials'>;
  /** Files beside the configuration, by relative path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
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
  options: ScenarioOptions = {},
): Promise<{ readonly plan: Plan; readonly folder: string }> {
  const text = /^config:/m.test(yaml) ? yaml : `config:${usual}${yaml}`;
  const folder = await makeFolder({ ...options.files, 'scenario.yaml': text });
  const { environment = {} } = options;
  const loaded = await loadConfiguration([path.join(folder, 'scenario.yaml')], fileReader, environment);
  const { configuration } = loaded;
  if (!configuration) {
    throw new Error(loaded.diagnostics.map(renderDiagnostic).join('\n'));
  }
  const credentials = gatherCredentials(configuration.credentials, [], environment);
  const found = await checkConfiguration(configuration, {
    environment,
    credentials,
    defaultCredential: defaultCredential(credentials),
    strict: true,
    reader: fileReader,
  });
  if (hasErrors(found)) {
    throw new Error(found.map(renderDiagnostic).join('\n'));
  }
  const settings = resolveSettings({ ...options.settings, endpointUrl }, environment, configuration);
  return { plan: makePlan(configuration, { settings, credentials, ...options.plan }), folder };
}

/** Runs a YAML text against a server, as the command does but inside this process. */
export async function runScenario(
  yaml: string,
  endpointUrl: string,
  options: ScenarioOptions = {},
): Promise<Results & { readonly folder: string }> {
  const { plan, folder } = await planScenario(yaml, endpointUrl, options);
  const { settings: _, plan: __, files: ___, ...runOptions } = options;
  const credentials = await resolveCredentials(plan.credentials, async (profile) => {
    throw new Error(`there is no profile ${profile} in tests`);
  });
  const results = await run(plan, {
    version: '0.0.0-test',
    identities: plan.credentials,
    ...runOptions,
    environment: { S3TESTER_STATE_DIR: path.join(folder, 'state'), ...runOptions.environment },
    endpointUrl,
    credentials,
  });
  return { ...results, folder };
}
