import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.js';
import { makeBody } from '../bodies/make-body.js';
import type { Condition, HistoryOperation, HistoryPart, ListingEntry } from '../history/types.js';
import { type Fractions, pickIndex } from '../random.js';
import { chooseDisturbance, type Disturbances } from './disturb.js';
import { judgeOutcome } from './judge-outcome.js';
import { type ListingWayName, listingWays } from './listings.js';
import { readHead, readObject, versionFacts, writeMetadata } from './read-response.js';
import type { CalledOperation, Recorder } from './recorder.js';
import { type Request, type Sender, type Sent, sendOnce } from './send-once.js';

/** What all clients of a run share. */
export interface SharedStore extends Sender {
  readonly recorder: Recorder;
  readonly disturbances: Disturbances;
  /** A number that no other write of the run has. */
  newValue(): number;
  /** Waits for its turn before a request goes out. */
  turn(): Promise<void>;
}

/** An object in a bucket. */
export interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** How a write is made: under a condition, of so many bytes, with what an application sees in it. */
export interface WriteOptions {
  readonly condition?: Condition | undefined;
  readonly size?: number | undefined;
  readonly data?: number | undefined;
  /** Told the number of the write before it is sent. */
  readonly onValue?: ((value: number) => void) | undefined;
}

/** What of an object is read: a range, a version, or the bytes without what the headers say of them. */
export interface ReadOptions {
  readonly range?: HistoryOperation['range'];
  readonly version?: string;
  readonly bytesAlone?: boolean;
}

/** A multipart upload that has been begun. */
export interface Upload extends Place {
  readonly id: string;
  readonly value: number;
}

/** How a listing is asked for. */
export interface ListOptions {
  readonly pageSize?: number | undefined;
  readonly startAfter?: string | undefined;
}

/** One client: it does one operation at a time, and each is in the history when its promise resolves. It never rejects. */
export interface StoreClient {
  readonly id: number;
  readonly random: Fractions;
  put(place: Place, options?: WriteOptions): Promise<HistoryOperation>;
  /** Copies an object whose value nothing else is copied from. */
  copy(source: Place, to: Place, value: number): Promise<HistoryOperation>;
  get(place: Place, options?: ReadOptions): Promise<HistoryOperation>;
  head(place: Place): Promise<HistoryOperation>;
  delete(
    place: Place,
    options?: { readonly condition?: Condition; readonly version?: string },
  ): Promise<HistoryOperation>;
  list(way: ListingWayName, bucket: string, prefix: string, options?: ListOptions): Promise<HistoryOperation>;
  /** Begins an upload; null where it is not known to have begun. */
  createUpload(place: Place): Promise<Upload | null>;
  uploadPart(upload: Upload, number: number, bytes: Uint8Array): Promise<HistoryPart | null>;
  complete(upload: Upload, parts: readonly HistoryPart[], options?: WriteOptions): Promise<HistoryOperation>;
  abort(upload: Upload): Promise<HistoryOperation>;
}

/** Bytes of an object where nothing else is asked for. */
export const smallSize = 256;
const awayPauseMs = 50;

type What = Omit<CalledOperation, 'id' | 'call' | 'client' | 'endpoint' | 'workload'>;
type Found = Pick<HistoryOperation, 'read' | 'etag' | 'version_id' | 'delete_marker' | 'upload_id'>;

/** Makes a client that sends each request to one of the endpoints, at random. */
export function createStoreClient(
  shared: SharedStore,
  id: number,
  random: Fractions,
  workload: () => string,
): StoreClient {
  const { recorder, clients, disturbances } = shared;

  function call(what: What): CalledOperation {
    return recorder.call({
      client: id,
      endpoint: pickIndex(random, clients.length),
      workload: workload(),
      ...what,
    });
  }

  const send = (endpoint: number, request: Request): Promise<Sent> =>
    sendOnce(shared, endpoint, request, chooseDisturbance(disturbances, random));

  /** Does one operation of one request; `find` reads the response where it is one to read. */
  async function perform(
    what: What,
    request: Request,
    find: (sent: Sent, isDone: boolean) => Found | null = factsOf,
  ): Promise<HistoryOperation> {
    await shared.turn();
    const called = call(what);
    const sent = await send(called.endpoint, request);
    const judged = judgeOutcome(sent);
    const found =
      sent.response === null || judged.outcome === 'unknown' ? {} : find(sent, judged.outcome === 'ok');
    const ended =
      found === null
        ? recorder.end(called, { outcome: 'unknown', status: judged.status, code: 'UnreadableResponse' })
        : recorder.end(called, { ...judged, ...found });
    await pauseAfter(ended);
    return ended;
  }

  /** A store that cannot be reached is not asked as fast as a processor can. */
  async function pauseAfter({ outcome, status }: HistoryOperation): Promise<void> {
    if (outcome === 'refused' && status === null) {
      await delay(awayPauseMs * (0.5 + random()));
    }
  }

  async function list(
    way: ListingWayName,
    bucket: string,
    prefix: string,
    { pageSize, startAfter }: ListOptions = {},
  ): Promise<HistoryOperation> {
    const { op, operation, sizeOf, entriesOf, next } = listingWays[way];
    const begin = startAfter === undefined ? {} : { [way === 'v1' ? 'Marker' : 'StartAfter']: startAfter };
    const input = {
      Bucket: bucket,
      Prefix: prefix,
      ...(pageSize === undefined ? {} : { [sizeOf]: pageSize }),
    };
    await shared.turn();
    const called = call({ op, bucket, key: prefix });
    const entries: ListingEntry[] = [];
    const pages: number[] = [];
    for (let place: Readonly<Record<string, unknown>> | null = begin; place !== null; ) {
      const sent: Sent = await send(called.endpoint, { operation, input: { ...input, ...place } });
      const judged = judgeOutcome(sent);
      if (judged.outcome !== 'ok' || sent.response === null) {
        const ended = recorder.end(called, judged);
        await pauseAfter(ended);
        return ended;
      }
      const page = entriesOf(sent.response.output);
      entries.push(...page);
      pages.push(page.length);
      const isLast = sent.response.output.IsTruncated !== true;
      place = isLast ? null : next(sent.response.output);
      // A listing that never ends must not hold its client for ever.
      if (!isLast && (place === null || pages.length >= mostPages)) {
        return end(true);
      }
    }
    return end(false);

    function end(truncated: boolean): HistoryOperation {
      const after = startAfter === undefined ? {} : { start_after: startAfter };
      return recorder.end(called, {
        outcome: 'ok',
        status: 200,
        listing: { entries, pages, ...after, truncated },
      });
    }
  }

  return {
    id,
    random,
    list,
    put({ bucket, key }, { condition, size = smallSize, data, onValue } = {}) {
      const value = shared.newValue();
      onValue?.(value);
      return perform(
        { op: 'put', bucket, key, ...conditionOf(condition), value, ...(data === undefined ? {} : { data }) },
        {
          operation: 'PutObject',
          input: { Bucket: bucket, Key: key, Metadata: metadataOf(value), ...conditionInput(condition) },
          body: makeBody(value, size),
        },
      );
    },
    copy(source, { bucket, key }, value) {
      return perform(
        { op: 'copy', bucket, key, value, source },
        {
          operation: 'CopyObject',
          input: { Bucket: bucket, Key: key, CopySource: `${source.bucket}/${source.key}` },
        },
        ({ response }, isDone) => (isDone && response ? copyFacts(response) : {}),
      );
    },
    get({ bucket, key }, { range, version, bytesAlone = false } = {}) {
      return perform(
        { op: 'get', bucket, key, ...(range === undefined ? {} : { range }), ...versionOf(version) },
        {
          operation: 'GetObject',
          input: {
            Bucket: bucket,
            Key: key,
            ...(range === undefined ? {} : { Range: `bytes=${range[0]}-${range[1]}` }),
            ...(version === undefined ? {} : { VersionId: version }),
          },
        },
        (sent, isDone) =>
          readingOf(sent, isDone, ({ response, received }) => {
            const read =
              response && readObject(response, received, response.status === 206 ? range : undefined);
            return read && bytesAlone ? bytesOf(read) : read;
          }),
      );
    },
    head({ bucket, key }) {
      return perform(
        { op: 'head', bucket, key },
        { operation: 'HeadObject', input: { Bucket: bucket, Key: key } },
        (sent, isDone) => readingOf(sent, isDone, ({ response }) => response && readHead(response)),
      );
    },
    delete({ bucket, key }, { condition, version } = {}) {
      return perform(
        { op: 'delete', bucket, key, ...conditionOf(condition), ...versionOf(version) },
        {
          operation: 'DeleteObject',
          input: {
            Bucket: bucket,
            Key: key,
            ...conditionInput(condition),
            ...(version === undefined ? {} : { VersionId: version }),
          },
        },
      );
    },
    async createUpload({ bucket, key }) {
      const value = shared.newValue();
      let uploadId: string | undefined;
      await perform(
        { op: 'create-upload', bucket, key, value },
        {
          operation: 'CreateMultipartUpload',
          input: { Bucket: bucket, Key: key, Metadata: metadataOf(value) },
        },
        ({ response }) => {
          const id = response?.output.UploadId;
          uploadId = typeof id === 'string' ? id : undefined;
          return uploadId === undefined ? {} : { upload_id: uploadId };
        },
      );
      return uploadId === undefined ? null : { bucket, key, id: uploadId, value };
    },
    async uploadPart({ bucket, key, id: uploadId, value }, number, bytes) {
      const { outcome, etag } = await perform(
        { op: 'upload-part', bucket, key, value, upload_id: uploadId, parts: [{ number }] },
        {
          operation: 'UploadPart',
          input: { Bucket: bucket, Key: key, UploadId: uploadId, PartNumber: number },
          body: bytes,
        },
      );
      return outcome === 'ok' && etag !== undefined ? { number, etag } : null;
    },
    complete({ bucket, key, id: uploadId, value }, parts, { condition } = {}) {
      return perform(
        { op: 'complete', bucket, key, ...conditionOf(condition), value, upload_id: uploadId, parts },
        {
          operation: 'CompleteMultipartUpload',
          input: {
            Bucket: bucket,
            Key: key,
            UploadId: uploadId,
            MultipartUpload: { Parts: parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag })) },
            ...conditionInput(condition),
          },
        },
      );
    },
    abort({ bucket, key, id: uploadId }) {
      return perform(
        { op: 'abort-upload', bucket, key, upload_id: uploadId },
        {
          operation: 'AbortMultipartUpload',
          input: { Bucket: bucket, Key: key, UploadId: uploadId },
        },
      );
    },
  };
}

/** More pages than any listing of a run has: a page may be of one entry. */
const mostPages = 2000;

function factsOf({ response }: Sent, isDone: boolean): Found {
  return isDone && response ? versionFacts(response) : {};
}

function copyFacts(response: NonNullable<Sent['response']>): Found {
  const { CopyObjectResult: result } = response.output;
  const etag = typeof result === 'object' && result !== null && 'ETag' in result ? result.ETag : undefined;
  return { ...versionFacts(response), ...(typeof etag === 'string' ? { etag } : {}) };
}

/** What a read found; a 404 says that nothing is there. Null where a response cannot be read. */
function readingOf(
  sent: Sent,
  isDone: boolean,
  read: (sent: Sent) => HistoryOperation['read'] | null,
): Found | null {
  if (!isDone) {
    const isAbsent = sent.response?.status === 404 && sent.response.error?.Code !== 'NoSuchBucket';
    return isAbsent ? { read: { value: null, ...versionFacts(sent.response) } } : {};
  }
  const found = read(sent);
  return found ? { read: found } : null;
}

function bytesOf({ value, mixed, size }: NonNullable<HistoryOperation['read']>): HistoryOperation['read'] {
  return { value, ...defined({ mixed, size }) };
}

function metadataOf(value: number): Readonly<Record<string, string>> {
  return { [writeMetadata]: String(value) };
}

function conditionOf(condition: Condition | undefined): { readonly condition?: Condition } {
  return condition === undefined ? {} : { condition };
}

function versionOf(version: string | undefined): { readonly of_version?: string } {
  return version === undefined ? {} : { of_version: version };
}

function conditionInput({ if_none_match, if_match }: Condition = {}): Readonly<Record<string, string>> {
  return {
    ...(if_none_match === undefined ? {} : { IfNoneMatch: if_none_match }),
    ...(if_match === undefined ? {} : { IfMatch: if_match }),
  };
}
