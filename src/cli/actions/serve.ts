import { once } from 'node:events';
import { UsageError } from '../../app/usage-error.js';
import { nearest } from '../../config/index.js';
import { CredentialError, parseCredential } from '../../runner/credentials.js';
import { formatIdentity } from '../../runner/identities.js';
import { shellWord } from '../../s3/curl/shell-word.js';
import { faults, type RunningServer, type ServerOptions, startServer } from '../../server/index.js';
import type { ServeOptions } from '../commands/serve.js';
import { renderData } from '../diagnose.js';
import { deliver, type Io } from '../io.js';
import { openLog } from '../open-log.js';

type User = NonNullable<ServerOptions['users']>[number];

/** `s3tester serve`: the embedded server alone; its endpoint is the first line of stdout. */
export async function serve(options: ServeOptions, io: Io): Promise<void> {
  if (options.listFaults) {
    await listFaults(options, io);
    return;
  }
  const serverOptions = serverOptionsOf(options, io);
  if (options.dryRun) {
    io.stderr.write('the server would start\n');
    return;
  }
  // Installed before the endpoint is written, since its reader may end the server at once.
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
  const users = (options.credential ?? []).map(userOf);
  return {
    port: port ?? 0,
    faults: fault,
    log: requestLog(options, users, io),
    ...(users.length > 0 ? { users } : {}),
    ...(host === undefined ? {} : { host }),
    ...(region === undefined ? {} : { region }),
    ...(data === undefined ? {} : { dataFolder: data }),
    ...(awsDefaults ? { awsDefaults } : {}),
    ...(signatureV2 ? { signatureVersion2: signatureV2 } : {}),
    ...(lifecycleDay === undefined ? {} : { lifecycleDay: lifecycleDay * 1000 }),
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
    return { name, accessKey, secretKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  } catch (error) {
    if (error instanceof CredentialError) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}
