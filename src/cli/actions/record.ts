import { once } from 'node:events';
import { type OpenUpstream, openUpstream } from '../../app/open-upstream.js';
import { UsageError } from '../../app/usage-error.js';
import { type RunningProxy, startProxy } from '../../record/proxy/start-proxy.js';
import type { ClientKeys } from '../../record/proxy/verify-claim.js';
import { errorCodeOf } from '../../record/recording/error-code.js';
import type { RecordingLine } from '../../record/recording/schema.js';
import { checkWritable } from '../check-writable.js';
import type { RecordOptions } from '../commands/record.js';
import { endingSignals } from '../interrupt.js';
import type { Io } from '../io.js';
import type { ListenPlace } from '../listen-place.js';
import { logLine } from '../log-line.js';
import { openLog } from '../open-log.js';
import { describeAuthority } from '../options/tls.js';
import { fillWords, type ProgramTarget, programEnvironment } from '../program-environment.js';
import { openProxyTls, type ProxyTls } from '../record-tls.js';
import { type OpenRecording, openRecording, type RecordingFiles } from '../recording-files.js';
import { runProgram } from '../run-program.js';
import { writeFrom } from './record-from.js';
import { checkOptions, clientKeysOf, filesOf, nameOf, parseCredentials } from './record-options.js';

/** `s3tester record`: a proxy that writes down what a program asks of a server; the exit code is that of the program. */
export async function record(words: readonly string[], options: RecordOptions, io: Io): Promise<void> {
  const files = filesOf(options);
  await checkWritable(
    [files.recording, files.need?.path, files.har, files.scenario, options.tlsCa].filter(
      (file) => file !== undefined,
    ),
  );
  if (options.from !== undefined) {
    await writeFrom(options.from, words, options, files, io);
    return;
  }
  const place = checkOptions(words, options);
  const client = clientKeysOf(options);
  const tls = await openProxyTls(options, [place.host, ...(options.domain ?? [])]);
  try {
    await recordThrough({ place, client, tls }, words, options, files, io);
  } finally {
    await tls.close();
  }
}

/** The side of the proxy that the program talks to. */
interface ProgramSide {
  readonly place: ListenPlace;
  readonly client: ClientKeys;
  readonly tls: ProxyTls;
}

async function recordThrough(
  side: ProgramSide,
  words: readonly string[],
  options: RecordOptions,
  files: RecordingFiles,
  io: Io,
): Promise<void> {
  const { client, tls } = side;
  const upstream = await openUpstream({
    endpointUrl: options.upstream,
    region: options.region,
    pathStyle: options.pathStyle,
    caFile: options.caFile,
    insecure: options.insecure,
    credentials: parseCredentials(options.credential ?? []),
    environment: io.environment,
  });
  try {
    if (options.dryRun) {
      io.stderr.write(`requests would go on to ${upstream.url}\n`);
      return;
    }
    const refused = new Set<string>();
    const recording = await openRecordingOf(words, options, files, side, upstream, io, (line) => {
      const code = errorCodeOf(line) ?? '';
      if (keyErrors.includes(code)) {
        refused.add(code);
      }
    });
    const proxy = await listen(side, options, upstream, recording);
    try {
      await (words.length === 0
        ? untilEnded(proxy, side, options, io)
        : runWords(
            words,
            { endpoint: proxy.url, caFile: tls.caFile, ...client, region: upstream.region },
            io,
          ));
    } finally {
      await proxy.close();
    }
    if ((await recording.finish()) === 0) {
      io.stderr.write(`${nothingSent(proxy)}\n`);
    }
    if (refused.size > 0) {
      io.stderr.write(`${keysRefused(upstream, [...refused])}\n`);
    }
  } finally {
    await upstream.close();
  }
}

function nothingSent({ url }: RunningProxy): string {
  return `s3tester: nothing was sent to ${url}; a program that does not read AWS_ENDPOINT_URL takes its endpoint from {endpoint} among its words`;
}

/** What a server answers to keys that it does not know; the program's own never reach it. */
const keyErrors: readonly string[] = ['InvalidAccessKeyId', 'SignatureDoesNotMatch'];

function keysRefused({ url, keys }: OpenUpstream, codes: readonly string[]): string {
  return `s3tester: ${url} refused what was signed with the credential "${keys.name}" (${codes.join(', ')}); the keys of the program never reach it`;
}

async function openRecordingOf(
  words: readonly string[],
  options: RecordOptions,
  files: RecordingFiles,
  { client, tls }: ProgramSide,
  upstream: OpenUpstream,
  io: Io,
  onLine: (line: RecordingLine) => void,
): Promise<OpenRecording> {
  const signers = [...upstream.allKeys.values()].filter((credential) => credential.kind === 'keys');
  const credentials = new Map(upstream.allKeys).set('client', { kind: 'keys', name: 'client', ...client });
  const log = await openLog(options, credentials, io.stderr, io);
  const [name = null, version = null] = nameOf(words, options);
  return openRecording(
    files,
    {
      application: name,
      version,
      scheme: tls.files === undefined ? 'http' : 'https',
      accessKeys: [client, ...signers].map(({ accessKey }) => accessKey),
      secrets: [
        client.secretKey,
        ...signers.flatMap(({ secretKey, sessionToken }) => [secretKey, sessionToken ?? '']),
      ].filter((secret) => secret !== ''),
    },
    io,
    (line) => {
      logLine(log, line);
      onLine(line);
    },
  );
}

async function listen(
  { place, client, tls }: ProgramSide,
  { anyKey, domain = [], region }: RecordOptions,
  upstream: OpenUpstream,
  { recorder }: OpenRecording,
): Promise<RunningProxy> {
  const { url, pathStyle, keys, insecure, ca } = upstream;
  return startProxy({
    ...place,
    upstream: { endpoint: new URL(url), region, pathStyle, keys },
    trust: { ca, insecure },
    client: anyKey ? null : client,
    domains: domain,
    tls: tls.files,
    recorder,
    now: () => new Date(),
  }).catch((error: Error) => {
    throw new UsageError(`the proxy cannot listen: ${error.message}`);
  });
}

async function untilEnded(
  { url }: RunningProxy,
  { client: { accessKey, secretKey }, tls: { ca } }: ProgramSide,
  { anyKey, clientCredential, tlsCa }: RecordOptions,
  io: Io,
): Promise<void> {
  const ended = Promise.race(endingSignals.map((signal) => once(process, signal)));
  const who = anyKey
    ? 'any key is taken, and nothing is verified'
    : clientCredential === undefined
      ? `sign with access key ${accessKey} and secret key ${secretKey}, which were made up for this recording`
      : `sign with access key ${accessKey}`;
  io.stdout.write(`${url}\n`);
  const trusted = ca === undefined ? [] : [describeAuthority(ca, tlsCa)];
  io.stderr.write(`${[who, ...trusted, 'Ctrl-C ends it'].join('\n')}\n`);
  await ended;
}

async function runWords(words: readonly string[], target: ProgramTarget, io: Io): Promise<void> {
  process.exitCode = await runProgram(fillWords(words, target), {
    environment: programEnvironment(io.environment, target),
    isOnTerminal: process.stdin.isTTY === true,
  });
}
