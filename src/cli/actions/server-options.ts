import { UsageError } from '../../app/usage-error.js';
import { nearest } from '../../config/index.js';
import { suggestOperation } from '../../operations/index.js';
import { CredentialError, parseCredential } from '../../runner/credentials.js';
import { checkFault, faultName, faults, type LogEntry, type ServerOptions } from '../../server/index.js';
import type { ServeOptions } from '../commands/serve.js';
import type { Io } from '../io.js';
import { openLog } from '../open-log.js';
import { readTlsChoice } from '../options/tls.js';

type User = NonNullable<ServerOptions['users']>[number];

const millisecondsPerSecond = 1000;

/** What the options of `s3tester serve` ask of the server; rejects with a UsageError. */
export async function readServerOptions(options: ServeOptions, io: Io): Promise<ServerOptions> {
  checkFaults(options.fault ?? []);
  const users = (options.credential ?? []).map(readUser);
  const tls = await readTlsChoice(options);
  return {
    ...given({
      port: options.port,
      host: options.host,
      region: options.region,
      dataFolder: options.data,
      faults: options.fault,
      faultSeed: options.faultSeed,
      awsDefaults: options.awsDefaults,
      signatureVersion2: options.signatureV2,
      lifecycleDay: inMilliseconds(options.lifecycleDay),
      domains: options.domain,
      buckets: options.bucket,
      seedFolder: options.seedFrom,
      admin: options.admin,
      tls,
      users: users.length > 0 ? users : undefined,
    }),
    timeouts: given({
      header: inMilliseconds(options.headerTimeout),
      idle: inMilliseconds(options.idleTimeout),
    }),
    log: await requestLog(options, users, io),
  };
}

type Given<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

// An option that was not given is not there, so that the server's own default counts.
function given<Members extends object>(members: Members): Given<Members> {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<Members>;
}

function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * millisecondsPerSecond;
}

async function requestLog(
  options: ServeOptions,
  users: readonly User[],
  io: Io,
): Promise<(entry: LogEntry) => void> {
  const credentials = new Map(users.map((user) => [user.name, { kind: 'keys' as const, ...user }]));
  const log = await openLog(options, credentials, io.stderr, io);
  return ({ time: _, error, ...request }) => {
    if (error !== undefined) {
      log.error({ ...request, error }, 'the server failed');
    } else {
      log[request.status < 500 ? 'info' : 'error'](request, 'request');
    }
  };
}

function checkFaults(texts: readonly string[]): void {
  const known = faults.map(({ name }) => name);
  for (const text of texts) {
    const name = faultName(text);
    if (known.includes(name)) {
      checkParameters(text);
      continue;
    }
    const listed = 's3tester serve --list-faults lists them';
    throw new UsageError(`there is no fault "${name}"`, `${suggest(nearest(name, known))}${listed}`);
  }
}

function checkParameters(fault: string): void {
  try {
    checkFault(fault);
  } catch (error) {
    if (error instanceof RangeError) {
      const listed =
        's3tester serve --list-faults lists what each takes, s3tester list operations the operations';
      throw new UsageError(error.message, `${suggest(nearestOperation(fault))}${listed}`);
    }
    throw error;
  }
}

/** The operation that a misspelt one of a fault may mean; undefined where it is spelt as it should be. */
function nearestOperation(fault: string): string | undefined {
  const [, operation] = /=([^:]+)/.exec(fault) ?? [];
  const match = operation === undefined ? undefined : suggestOperation(operation);
  return match === operation ? undefined : match;
}

function suggest(match: string | undefined): string {
  return match === undefined ? '' : `did you mean "${match}"? `;
}

function readUser(text: string): User {
  try {
    const {
      name,
      access_key: accessKey,
      secret_key: secretKey,
      session_token: sessionToken,
    } = parseCredential(text);
    if (!accessKey || !secretKey) {
      throw new UsageError(`the user "${name}" needs keys: NAME=KEY:SECRET`);
    }
    return { name, accessKey, secretKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  } catch (error) {
    if (error instanceof CredentialError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
