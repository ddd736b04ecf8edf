import type { Configuration } from '../config/configuration.js';
import { isRegionName } from '../lib/region-name.js';
import { parseSeconds } from '../lib/units.js';
import type { RunSettings } from './plan/plan.js';

/** What the command line says of the target and the run; absent where it says nothing. */
export interface SettingFlags {
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly pathStyle?: boolean;
  readonly timeout?: number;
  readonly caseTimeout?: number;
  readonly concurrency?: number;
  /** Seconds. */
  readonly settle?: number;
  readonly maxRequests?: number;
  readonly keep?: RunSettings['keep'];
  readonly caFile?: string;
  readonly insecure?: boolean;
}

/** What an AWS profile says of the target. */
export interface ProfileSettings {
  readonly region?: string;
  readonly endpointUrl?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting from the environment that cannot be read. */
export class SettingError extends Error {}

const defaults = { endpointUrl: 'embedded', region: 'us-east-1', timeout: 300, concurrency: 16 };

/**
 * Weighs the sources of every setting: command line, `S3TESTER_*` variables, configuration, `AWS_*` variables and
 * profile, default. Throws a {@link SettingError} for a variable that cannot be read, or an endpoint that is not a URL.
 */
export function resolveSettings(
  flags: SettingFlags,
  environment: Environment,
  configuration: Pick<Configuration, 'settings' | 'concurrency'>,
  profile: ProfileSettings = {},
): RunSettings {
  const { settings } = configuration;
  const own = readEnvironment(environment);
  const variable = (name: string) => environment[name] || undefined;
  return {
    endpointUrl: chooseEndpoint([
      [flags.endpointUrl, '--endpoint-url'],
      [own.endpointUrl, 'S3TESTER_ENDPOINT_URL'],
      [settings.endpoint_url, 'the configuration'],
      [variable('AWS_ENDPOINT_URL_S3'), 'AWS_ENDPOINT_URL_S3'],
      [variable('AWS_ENDPOINT_URL'), 'AWS_ENDPOINT_URL'],
      [profile.endpointUrl, 'the AWS profile'],
    ]),
    region: chooseRegion([
      [flags.region, '--region'],
      [own.region, 'S3TESTER_REGION'],
      [settings.region, 'the configuration'],
      [variable('AWS_REGION'), 'AWS_REGION'],
      [variable('AWS_DEFAULT_REGION'), 'AWS_DEFAULT_REGION'],
      [profile.region, 'the AWS profile'],
    ]),
    pathStyle: flags.pathStyle ?? own.pathStyle ?? settings.path_style,
    timeout: flags.timeout ?? own.timeout ?? settings.timeout ?? defaults.timeout,
    caseTimeout: flags.caseTimeout ?? own.caseTimeout ?? settings.case_timeout,
    retry: { maxAttempts: settings.retry?.max_attempts ?? 1, mode: settings.retry?.mode ?? 'standard' },
    settle: flags.settle ?? own.settle ?? (settings.settle === undefined ? 0 : settings.settle / 1000),
    maxRequests: flags.maxRequests ?? own.maxRequests ?? settings.max_requests,
    keep: flags.keep ?? own.keep ?? settings.keep ?? 'some',
    concurrency: flags.concurrency ?? own.concurrency ?? configuration.concurrency ?? defaults.concurrency,
    caFile: flags.caFile ?? own.caFile ?? settings.ca_file ?? variable('AWS_CA_BUNDLE'),
    insecure: flags.insecure ?? own.insecure ?? settings.insecure ?? false,
  };
}

function readEnvironment(environment: Environment): SettingFlags {
  const text = (name: string) => environment[name] || undefined;
  const entries = {
    endpointUrl: text('S3TESTER_ENDPOINT_URL'),
    region: text('S3TESTER_REGION'),
    pathStyle: readFlag('S3TESTER_PATH_STYLE', environment),
    timeout: readNumber('S3TESTER_TIMEOUT', environment),
    caseTimeout: readNumber('S3TESTER_CASE_TIMEOUT', environment),
    concurrency: readNumber('S3TESTER_CONCURRENCY', environment, 'a whole number above 0', Number.isInteger),
    settle: readSeconds('S3TESTER_SETTLE', environment),
    maxRequests: readNumber('S3TESTER_MAX_REQUESTS', environment, 'a whole number above 0', Number.isInteger),
    keep: readKeep('S3TESTER_KEEP', environment),
    caFile: text('S3TESTER_CA_FILE'),
    insecure: readFlag('S3TESTER_INSECURE', environment),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function readFlag(name: string, environment: Environment): boolean | undefined {
  const value = environment[name];
  if (!value) {
    return undefined;
  }
  if (value === '1' || value === 'true') {
    return true;
  }
  if (value === '0' || value === 'false') {
    return false;
  }
  throw new SettingError(`the environment variable ${name} must be true or false${unlike(value)}`);
}

function readKeep(name: string, environment: Environment): RunSettings['keep'] | undefined {
  const value = environment[name];
  if (!value) {
    return undefined;
  }
  if (value === 'some' || value === 'all') {
    return value;
  }
  throw new SettingError(`the environment variable ${name} must be some or all${unlike(value)}`);
}

function readNumber(
  name: string,
  environment: Environment,
  wanted = 'a number above 0',
  isWanted: (number: number) => boolean = Number.isFinite,
): number | undefined {
  const value = environment[name];
  if (!value) {
    return undefined;
  }
  const number = Number(value);
  if (isWanted(number) && number > 0) {
    return number;
  }
  throw new SettingError(`the environment variable ${name} must be ${wanted}${unlike(value)}`);
}

function readSeconds(name: string, environment: Environment): number | undefined {
  const value = environment[name];
  if (!value) {
    return undefined;
  }
  const seconds = parseSeconds(value);
  if (seconds !== undefined && seconds >= 0) {
    return seconds;
  }
  throw new SettingError(`the environment variable ${name} must be a duration, such as 30s${unlike(value)}`);
}

/** What a variable holds instead; not repeated where it may be a secret that got into the wrong variable. */
function unlike(value: string): string {
  return /^[\w.-]{1,20}$/.test(value) ? `, not "${value}"` : '';
}

/** The first region that is given; one whose variable is not set, which only a check lets pass, stays as it stands. */
function chooseRegion(
  candidates: readonly (readonly [region: string | undefined, source: string])[],
): string {
  const [region = defaults.region, source = 'default'] =
    candidates.find(([given]) => given !== undefined) ?? [];
  if (!isRegionName(region) && !region.includes('${')) {
    throw new SettingError(`the region "${region}" of ${source} is none: write it as us-east-1`);
  }
  return region;
}

/** The first endpoint that is given; an error about it names its source. */
function chooseEndpoint(candidates: readonly (readonly [url: string | undefined, source: string])[]): string {
  const [url = defaults.endpointUrl, source = 'default'] =
    candidates.find(([given]) => given !== undefined) ?? [];
  if (url === 'embedded') {
    return url;
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.username || parsed?.password) {
    throw new SettingError(`the endpoint of ${source} contains a user: keys are given with --credential`);
  }
  if (parsed?.search || parsed?.hash) {
    throw new SettingError(`the endpoint of ${source} has a query or a fragment: remove it`);
  }
  if (parsed && (parsed.protocol === 'http:' || parsed.protocol === 'https:')) {
    return url;
  }
  // What has a user or a query may hold a password or a signature.
  const quoted = /[@?]/.test(url) ? '' : ` "${url}"`;
  throw new SettingError(
    `the endpoint${quoted} of ${source} is not a URL: write http://HOST:PORT or https://HOST, or the word embedded`,
  );
}
