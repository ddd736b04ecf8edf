import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { RecordingLine } from '../../../src/record/index.js';
import { type ProxyOptions, startProxy } from '../../../src/record/proxy/start-proxy.js';
import { createLineMask } from '../../../src/record/recording/mask-line.js';
import { createRecorder } from '../../../src/record/recording/recorder.js';
import {
  type ClientOptions,
  createS3Client,
  type OperationCall,
  type Outcome,
} from '../../../src/s3/index.js';
import { afterFile } from '../../support/after-file.js';
import { systemSources } from '../../support/system-sources.js';

/** What clients sign with. */
export const clientKeys = { accessKey: 'client-key', secretKey: 'client-secret-0123456789' };

/** What the server knows. */
export const serverKeys = { accessKey: 'server-key', secretKey: 'server-secret-9876543210' };

/** A proxy of a test's own, with what it has recorded so far. */
export interface RecordedProxy {
  readonly url: string;
  /** How our own client behaves, unless a call says otherwise. */
  readonly client: ClientOptions;
  readonly lines: readonly RecordingLine[];
  /** The last exchange that was recorded. */
  last(): RecordingLine;
  /** A client of the AWS SDK that talks to it. */
  sdk(config?: S3ClientConfig): S3Client;
  /** Sends a call of our own client, which signs with the keys of the client unless the call says otherwise. */
  send(call: Partial<OperationCall> & Pick<OperationCall, 'operation' | 'input'>): Promise<Outcome>;
}

/** Starts a proxy; it ends after the tests of the file. */
export async function startRecordedProxy(
  upstreamUrl: string,
  { upstream, ...options }: Partial<Omit<ProxyOptions, 'upstream'>> & { readonly upstream?: object } = {},
): Promise<RecordedProxy> {
  const lines: RecordingLine[] = [];
  const recorder = createRecorder({
    application: null,
    version: null,
    started: new Date(),
    scheme: 'http',
    now: () => performance.now(),
    mask: createLineMask({
      accessKeys: [clientKeys.accessKey, serverKeys.accessKey],
      secrets: [clientKeys.secretKey, serverKeys.secretKey],
    }),
    onHead: () => undefined,
    onLine: (line) => lines.push(line),
  });
  const proxy = await startProxy({
    host: '127.0.0.1',
    port: 0,
    upstream: {
      endpoint: new URL(upstreamUrl),
      region: undefined,
      pathStyle: undefined,
      keys: { kind: 'keys', name: 'main', ...serverKeys },
      ...upstream,
    },
    trust: { insecure: false },
    client: clientKeys,
    domains: [],
    recorder,
    now: () => new Date(),
    ...options,
  });
  const own = createS3Client({ endpointUrl: proxy.url, region: 'us-east-1' }, systemSources);
  afterFile(async () => {
    await own.close();
    await proxy.close();
  });
  const client: ClientOptions = {
    driver: 'direct',
    checksums: 'when_supported',
    retry: { maxAttempts: 1, mode: 'standard' },
  };
  return {
    url: proxy.url,
    client,
    lines,
    last() {
      const line = lines.at(-1);
      if (line === undefined) {
        throw new Error('nothing was recorded');
      }
      return line;
    },
    sdk(config = {}) {
      const client = new S3Client({
        endpoint: proxy.url,
        region: 'us-east-1',
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { accessKeyId: clientKeys.accessKey, secretAccessKey: clientKeys.secretKey },
        ...config,
      });
      afterFile(() => client.destroy());
      return client;
    },
    send: (call) =>
      own.send(
        {
          kind: 'operation',
          credential: { kind: 'keys', name: 'client', ...clientKeys },
          client,
          ...call,
        },
        { signal: new AbortController().signal, timeoutMs: 20_000 },
      ),
  };
}
