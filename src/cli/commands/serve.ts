import { once } from 'node:events';
import type { Command } from 'commander';
import { nearest } from '../../config/index.js';
import { defined } from '../../lib/defined.js';
import { CredentialError, parseCredential } from '../../runner/credentials.js';
import { formatIdentity } from '../../runner/identities.js';
import { shellWord } from '../../s3/curl/shell-word.js';
import { faults, type RunningServer, type ServerOptions, startServer } from '../../server/index.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { openLog } from '../open-log.js';
import { type CommonOptions, gatherOptions } from '../options.js';
import { UsageError } from '../usage-error.js';

interface ServeOptions extends CommonOptions {
  readonly port?: number;
  readonly host?: string;
  readonly region?: string;
  readonly credential: readonly string[];
  readonly data?: string;
  readonly fault?: readonly string[];
  readonly listFaults?: boolean;
  readonly awsDefaults?: boolean;
  readonly signatureV2?: boolean;
  readonly lifecycleDay?: number;
}

type User = NonNullable<ServerOptions['users']>[number];

/** `s3tester serve`: the embedded server alone; its endpoint is the first line of stdout. */
export async function serveCommand(command: Command, io: Io): Promise<void> {
  const options = gatherOptions<ServeOptions>(command);
  if (options.listFaults) {
    await listFaults(options, io);
    return;
  }
  const serverOptions = serverOptionsOf(options, io);
  if (options.dryRun) {
    io.stderr.write('the server would start\n');
    return;
  }
  // Listened for before the endpoint is told, since whoever reads it may end the server at once.
  const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const server = await startServer(serverOptions).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`the server cannot start: ${error.message}`);
  });
  io.stdout.write(`${server.url}\n`);
  io.stderr.write(describeUsers(server.users));
  await ended;
  await server.close();
}

function describeUsers(users: RunningServer['users']): string {
  const keys = users.map(({ name, accessKey }) => `${name} (access key ${accessKey})`);
  const ids = users.map(({ name, arn, accountId, canonicalId }) =>
    shellWord(formatIdentity({ name, arn, account_id: accountId, canonical_id: canonicalId })),
  );
  return `users: ${keys.join(', ')}
their ids, as run and conformance take them: ${ids.map((id) => `--identity ${id}`).join(' ')}
Ctrl-C ends it
`;
}

function serverOptionsOf(options: ServeOptions, io: Io): ServerOptions {
  const { port, host, region, data, fault = [], awsDefaults, signatureV2, lifecycleDay } = options;
  checkFaults(fault);
  const users = options.credential.map(userOf);
  return {
    port: port ?? 0,
    faults: fault,
    log: requestLog(options, users, io),
    ...(users.length > 0 ? { users } : {}),
    ...defined({ host, region, dataFolder: data, lifecycleDay: lifecycleDay && lifecycleDay * 1000 }),
    ...(awsDefaults ? { awsDefaults } : {}),
    ...(signatureV2 ? { signatureVersion2: signatureV2 } : {}),
  };
}

function requestLog(
  options: ServeOptions,
  users: readonly User[],
  io: Io,
): NonNullable<ServerOptions['log']> {
  const credentials = new Map(users.map((user) => [user.name, { kind: 'keys' as const, ...user }]));
  const log = openLog(options, credentials, io.stderr, io);
  return ({ time: _, ...request }) => log[request.status < 500 ? 'info' : 'error'](request, 'request');
}

async function listFaults({ format, output }: ServeOptions, io: Io): Promise<void> {
  if (format === 'json' || format === 'yaml') {
    const data = faults.map(({ name, description, seenIn }) => ({ name, description, seen_in: seenIn }));
    await deliver(await renderData(data, format), output, io);
    return;
  }
  const width = Math.max(...faults.map(({ name }) => name.length));
  const lines = faults.map(({ name, description }) => `${name.padEnd(width)}  ${description}`);
  await deliver(`${lines.join('\n')}\n`, output, io);
}

function checkFaults(names: readonly string[]): void {
  const known = faults.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) {
      continue;
    }
    const match = nearest(name, known);
    const suggestion = match === undefined ? '' : `did you mean "${match}"? `;
    throw new UsageError(
      `there is no fault "${name}"`,
      `${suggestion}s3tester serve --list-faults lists them`,
    );
  }
}

function userOf(text: string): User {
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
    return { name, accessKey, secretKey, ...defined({ sessionToken }) };
  } catch (error) {
    if (error instanceof CredentialError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
