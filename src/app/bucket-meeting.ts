import { defined } from '../lib/defined.js';
import { type Ask, makeAsk } from '../runner/clean/ask.js';
import { describeRefusal, isDone, recordsIn } from '../runner/clean/read-outcome.js';
import { bytesBody, createS3Client } from '../s3/index.js';
import type { Credential, Outcome } from '../s3/types.js';
import type { Meeting } from './meeting.js';
import type { Target } from './resolve-target.js';
import { StartError } from './start-error.js';

/** A prefix of a bucket where shards meet: names are empty objects below it. */
export interface BucketPlace {
  readonly bucket: string;
  /** Without a slash at its end; may be empty. */
  readonly prefix: string;
}

/** How long one request of a barrier may take, in milliseconds. */
const requestTimeout = 10_000;

/** Opens a prefix of a bucket on the server under test; requests are signed by one of the run's credentials. */
export function bucketMeeting(
  { bucket, prefix }: BucketPlace,
  target: Target,
  endpointUrl: string,
  credential: Credential,
): Meeting {
  const { settings, ca } = target;
  const folder = prefix === '' ? '' : `${prefix}/`;
  const place = `s3://${bucket}/${prefix}`;
  const client = createS3Client(
    {
      endpointUrl,
      region: settings.region,
      insecure: settings.insecure,
      ...defined({ pathStyle: settings.pathStyle, ca }),
    },
    { now: () => new Date(), random: Math.random },
  );
  const askWith = (signal: AbortSignal): Ask =>
    makeAsk({
      client,
      clientOptions: { driver: 'direct', checksums: 'when_supported', retry: settings.retry },
      credential,
      timeoutMs: requestTimeout,
      signal,
      limit: (task) => task(),
    });
  const refuse = (operation: string, outcome: Outcome): never => {
    throw new StartError(`--barrier ${place}: ${describeRefusal(operation, outcome)}`);
  };
  return {
    place,
    async names(signal) {
      const outcome = await askWith(signal)('ListObjectsV2', { Bucket: bucket, Prefix: folder });
      const { response } = outcome;
      if (!isDone(outcome)) {
        return response && response.status < 500 ? refuse('ListObjectsV2', outcome) : null;
      }
      if (response?.output.IsTruncated === true) {
        throw new StartError(
          `--barrier ${place}: more is below this prefix than a list shows: take one of its own`,
        );
      }
      return recordsIn(response?.output ?? {}, 'Contents').map(({ Key }) => String(Key).slice(folder.length));
    },
    async leave(name, signal) {
      const input = { Bucket: bucket, Key: `${folder}${name}` };
      const outcome = await askWith(signal)('PutObject', input, bytesBody(''));
      if (!isDone(outcome) && !signal.aborted) {
        refuse('PutObject', outcome);
      }
    },
    close: () => client.close(),
  };
}
