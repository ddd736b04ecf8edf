import { once } from 'node:events';
import type { Command } from 'commander';
import { CredentialError, parseCredential } from '../../core/credentials.js';
import { faults, startServer } from '../../servers/index.js';
import { renderData } from '../diagnose.js';
import type { Io } from '../io.js';
import { type CommonOptions, gatherOptions } from '../options.js';
import { UsageError } from '../usage-error.js';

interface ServeOptions extends CommonOptions {
  readonly port?: number;
  readonly region?: string;
  readonly credential: readonly string[];
  readonly data?: string;
  readonly fault?: readonly string[];
  readonly listFaults?: boolean;
  readonly awsDefaults?: boolean;
}

/** `s3tester serve`: the embedded server alone; its endpoint is the first line of stdout. */
export async function serveCommand(command: Command, io: Io): Promise<void> {
  const options = gatherOptions<ServeOptions>(command);
  if (options.listFaults) {
    await listFaults(options, io);
    return;
  }
  checkFaults(options.fault ?? []);
  const users = options.credential.map(userOf);
  const server = await startServer({
    port: options.port ?? 0,
    ...(users.length > 0 ? { users } : {}),
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.data === undefined ? {} : { dataFolder: options.data }),
    ...(options.fault ? { faults: options.fault } : {}),
    ...(options.awsDefaults ? { awsDefaults: true } : {}),
  }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`the server cannot start: ${error.message}`);
  });
  io.stdout.write(`${server.url}\n`);
  io.stderr.write(
    `users: ${server.users.map(({ name, accessKey }) => `${name} (access key ${accessKey})`).join(', ')}; Ctrl-C ends it\n`,
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
}

async function listFaults({ format }: ServeOptions, io: Io): Promise<void> {
  if (format === 'json' || format === 'yaml') {
    io.stdout.write(await renderData(faults, format));
    return;
  }
  const width = Math.max(...faults.map(({ name }) => name.length));
  io.stdout.write(
    `${faults.map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join('\n')}\n`,
  );
}

function checkFaults(names: readonly string[]): void {
  for (const name of names) {
    if (!faults.some((fault) => fault.name === name))
      throw new UsageError(`there is no fault "${name}"`, 's3tester serve --list-faults lists them');
  }
}

function userOf(text: string) {
  try {
    const {
      name,
      access_key: accessKey,
      secret_key: secretKey,
      session_token: sessionToken,
    } = parseCredential(text);
    if (!accessKey || !secretKey) throw new UsageError(`the user "${name}" needs keys: NAME=KEY:SECRET`);
    return { name, accessKey, secretKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  } catch (error) {
    if (error instanceof CredentialError) throw new UsageError(error.message);
    throw error;
  }
}
