import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { UsageError } from '../../app/usage-error.js';
import { describeErrorOfPath, describeFileError } from '../../lib/describe-file-error.js';
import { shellWord } from '../../lib/shell-word.js';
import { writeAtomically } from '../../results/write.js';
import { formatIdentity } from '../../runner/identities.js';
import {
  defaultUsers,
  faults,
  faultUsage,
  type RunningServer,
  type ServerOptions,
  startServer,
} from '../../server/index.js';
import { checkWritable } from '../check-writable.js';
import type { ServeOptions } from '../commands/serve.js';
import { renderData } from '../diagnose.js';
import { endingSignals } from '../interrupt.js';
import { deliver, type Io, OutputError } from '../io.js';
import { describeAuthority } from '../options/tls.js';
import { readServerOptions } from './server-options.js';

/** `s3tester serve`: the embedded server alone; its endpoint is the first line of stdout. */
export async function serve(options: ServeOptions, io: Io): Promise<void> {
  if (options.listFaults) {
    await listFaults(options, io);
    return;
  }
  const serverOptions = await readServerOptions(options, io);
  const { readyFile, tlsCa, record } = options;
  const written = [readyFile, tlsCa, record].filter((path) => path !== undefined);
  await checkWritable(written);
  if (options.dryRun) {
    io.stderr.write('the server would start\n');
    return;
  }
  // Installed before the endpoint is written, since its reader may end the server at once.
  const ended = Promise.race(endingSignals.map((name) => once(process, name)));
  // Whoever waits for it must not read what an earlier server left behind.
  await removeFile(readyFile);
  const recording = record === undefined ? undefined : await recordServed(record, serverOptions, io);
  const server = await startServer({ ...serverOptions, ...recording?.hook }).catch((error: unknown) => {
    throw new UsageError(`the server cannot start: ${describeErrorOfPath(error)}`);
  });
  try {
    await writeFiles(server, options);
    io.stdout.write(`${server.url}\n`);
    io.stderr.write(describe(server, options));
    await ended;
  } finally {
    await removeFile(readyFile);
    await server.close();
    await recording?.finish();
  }
}

/** Has the requests of the server written down; nothing of this is loaded where it is not asked for. */
async function recordServed(file: string, { users, domains = [], tls }: ServerOptions, io: Io) {
  const { openRecording } = await import('../recording-files.js');
  const { observeServed } = await import('../../record/served/observe-served.js');
  const known = users ?? defaultUsers;
  const { recorder, finish } = await openRecording(
    { recording: file },
    {
      application: null,
      version: null,
      scheme: tls === undefined ? 'http' : 'https',
      accessKeys: known.map(({ accessKey }) => accessKey),
      secrets: known.flatMap(({ secretKey, sessionToken }) => [
        secretKey,
        ...(sessionToken === undefined ? [] : [sessionToken]),
      ]),
    },
    io,
  );
  return { hook: { observe: observeServed(recorder, domains) }, finish };
}

/** What a program in another language needs to know; it comes last, when all else is in its place. */
async function writeFiles(server: RunningServer, { readyFile, tlsCa }: ServeOptions): Promise<void> {
  const { url, port, ca, users } = server;
  const ready = {
    endpoint: url,
    port,
    pid: process.pid,
    ...(ca === undefined ? {} : { ca }),
    users: users.map(({ name, accessKey, accountId, canonicalId, arn }) => ({
      ...{ name, access_key: accessKey, account_id: accountId, canonical_id: canonicalId, arn },
    })),
  };
  for (const [path, text] of [
    [tlsCa, ca],
    [readyFile, `${JSON.stringify(ready, null, 2)}\n`],
  ]) {
    if (path !== undefined && text !== undefined) {
      await writeAtomically(path, text).catch((error: Error) => {
        throw new OutputError(`cannot write ${path}: ${describeFileError(error)}`);
      });
    }
  }
}

async function removeFile(path: string | undefined): Promise<void> {
  if (path !== undefined) {
    await rm(path, { force: true });
  }
}

function describe({ users, ca, url }: RunningServer, { tlsCa, admin }: ServeOptions): string {
  const keys = users.map(({ name, accessKey }) => `${name} (access key ${accessKey})`);
  const ids = users.map(({ name, arn, accountId, canonicalId }) =>
    shellWord(formatIdentity({ name, arn, account_id: accountId, canonical_id: canonicalId })),
  );
  return [
    `users: ${keys.join(', ')}`,
    `their ids, as run and conformance take them: ${ids.map((id) => `--identity ${id}`).join(' ')}`,
    ...(ca === undefined ? [] : [describeAuthority(ca, tlsCa)]),
    ...(admin ? [`POST ${url}/-/reset makes it as it was at its start`] : []),
    'Ctrl-C ends it\n',
  ].join('\n');
}

async function listFaults({ format, output }: ServeOptions, io: Io): Promise<void> {
  if (format === 'json' || format === 'yaml') {
    const data = faults.map((fault) => {
      const { name, description, seenIn, foundBy = 'suite' } = fault;
      return { name, usage: faultUsage(fault), description, seen_in: seenIn, found_by: foundBy };
    });
    await deliver(await renderData(data, format), output, io);
    return;
  }
  const usages = faults.map(faultUsage);
  const width = Math.max(...usages.map(({ length }) => length));
  const lines = faults.map(({ description }, at) => `${usages[at]?.padEnd(width)}  ${description}`);
  await deliver(`${lines.join('\n')}\n`, output, io);
}
