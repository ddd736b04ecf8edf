import type { Ask } from '../../runner/clean/ask.js';
import { bytesBody } from '../../s3/index.js';
import type { Outcome } from '../../s3/types.js';
import { makeBody } from '../bodies/make-body.js';
import { judgeOutcome } from '../store/judge-outcome.js';
import { type Feature, features } from '../workloads/workload.js';

/**
 * What a store makes of a feature: `there`; `missing`: it says so itself; `ignored`: it answers as if the condition was not
 * there, so that who relies on it loses data; `unknown`: it did not say.
 */
export interface ProbedFeature {
  readonly feature: Feature;
  readonly state: 'there' | 'missing' | 'ignored' | 'unknown';
  /** What was asked and answered, in one line. */
  readonly reason: string;
}

/** An ETag that no object of a run has. */
const noEtag = '"00000000000000000000000000000000"';

/** How often a condition is asked that seems to be ignored. */
const askedIgnored = 4;

type Input = Readonly<Record<string, unknown>>;

/** Asks a store, by harmless requests in a bucket of the run, for every feature except versioning. */
export async function probeFeatures(bucket: string, ask: Ask): Promise<readonly ProbedFeature[]> {
  const key = 'probe/object';
  const body = bytesBody(makeBody(0, 64));
  const at = { Bucket: bucket, Key: key };
  const put = (input: Input): Promise<Outcome> => ask('PutObject', { ...at, ...input }, body);
  const list = (operation: string): Promise<Outcome> => ask(operation, { Bucket: bucket, Prefix: 'probe/' });
  await put({});
  const upload = await ask('CreateMultipartUpload', at);
  const found: ProbedFeature[] = [
    plain(
      'copy',
      await ask('CopyObject', { Bucket: bucket, Key: 'probe/copy', CopySource: `${bucket}/${key}` }),
    ),
    plain('list-v1', await list('ListObjects')),
    plain('list-v2', await list('ListObjectsV2')),
    plain('list-versions', await list('ListObjectVersions')),
    plain('list-uploads', await list('ListMultipartUploads')),
    plain('multipart', upload),
    await letsThrough(
      await askAgain(async () => conditional('if-none-match', await put({ IfNoneMatch: '*' }))),
      () => put({ Key: 'probe/new', IfNoneMatch: '*' }),
    ),
    await letsThrough(
      await askAgain(async () => conditional('if-match', await put({ IfMatch: noEtag }))),
      async () => put({ IfMatch: await currentEtag() }),
    ),
    await askAgain(async () => probeComplete(await ask('CreateMultipartUpload', at))),
    await letsThrough(
      await askAgain(async () =>
        conditional('conditional-delete', await ask('DeleteObject', { ...at, IfMatch: noEtag })),
      ),
      async () => ask('DeleteObject', { ...at, IfMatch: await currentEtag() }),
    ),
  ];
  await ask('AbortMultipartUpload', { ...at, UploadId: upload.response?.output.UploadId });
  return found;

  /** Once might be the chance that the clients are to look for: a condition is ignored that is ignored every time. */
  async function askAgain(probe: () => Promise<ProbedFeature>): Promise<ProbedFeature> {
    let probed = await probe();
    for (let again = 1; again < askedIgnored && probed.state === 'ignored'; again++) {
      await put({});
      probed = await probe();
    }
    return probed;
  }

  async function currentEtag(): Promise<unknown> {
    return (await ask('HeadObject', at)).response?.output.ETag;
  }

  async function probeComplete({ response }: Outcome): Promise<ProbedFeature> {
    const UploadId = response?.output.UploadId;
    if (typeof UploadId !== 'string') {
      return {
        feature: 'conditional-complete',
        state: 'missing',
        reason: `${features['conditional-complete']}: there is no upload to complete`,
      };
    }
    const part = await ask('UploadPart', { ...at, UploadId, PartNumber: 1 }, body);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.response?.output.ETag }] };
    const outcome = await ask('CompleteMultipartUpload', {
      ...at,
      UploadId,
      MultipartUpload,
      IfNoneMatch: '*',
    });
    await ask('AbortMultipartUpload', { ...at, UploadId });
    return conditional('conditional-complete', outcome);
  }
}

/** A condition that is there lets through what meets it; a store that refuses everything has no use for clients. */
async function letsThrough(probed: ProbedFeature, ask: () => Promise<Outcome>): Promise<ProbedFeature> {
  const outcome = probed.state === 'there' ? await ask() : null;
  return outcome === null || judgeOutcome(outcome).outcome === 'ok'
    ? probed
    : {
        feature: probed.feature,
        state: 'missing',
        reason: `${reasonOf(probed.feature, outcome)}, although the condition is true`,
      };
}

function plain(feature: Feature, outcome: Outcome): ProbedFeature {
  const judged = judgeOutcome(outcome);
  const state = judged.outcome === 'ok' ? 'there' : judged.outcome === 'refused' ? 'missing' : 'unknown';
  return { feature, state, reason: reasonOf(feature, outcome) };
}

/** The condition is false, so that the request must fail with 412. */
function conditional(feature: Feature, outcome: Outcome): ProbedFeature {
  const { outcome: what, status } = judgeOutcome(outcome);
  const reason = reasonOf(feature, outcome);
  if (what === 'refused' && status === 412) {
    return { feature, state: 'there', reason };
  }
  const state = what === 'ok' ? 'ignored' : what === 'refused' && status !== null ? 'missing' : 'unknown';
  return { feature, state, reason };
}

function reasonOf(feature: Feature, outcome: Outcome): string {
  const { status, code } = judgeOutcome(outcome);
  return `${features[feature]}: ${[status ?? 'no response', code].filter(Boolean).join(' ')}`;
}
