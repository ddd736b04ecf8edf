import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { element } from '../../ground/xml/element.js';
import { onSuccess } from './builders.js';
import type { Chance } from './chance.js';
import type { Fault } from './fault.js';

/** What all of these have in common: they show in the history of many clients. */
const found = { foundBy: 'consistency', takesChance: true } as const;

const writes = ['PutObject', 'CopyObject', 'CompleteMultipartUpload', 'DeleteObject', 'DeleteObjects'];

/** What a store loses, brings back or mixes up now and then. */
export const consistencyFaults = [
  {
    name: 'cas-lost',
    description: 'A write under a condition is acknowledged, and not kept.',
    ...found,
  },
  {
    name: 'cas-two-winners',
    description: 'A write with If-Match is accepted although the object has another entity tag.',
    ...found,
  },
  {
    name: 'create-two-winners',
    description: 'A write with If-None-Match "*" is accepted although the object is there.',
    ...found,
  },
  {
    name: 'write-lost',
    description: 'A write without a condition is acknowledged, and not kept.',
    ...found,
  },
  {
    name: 'write-torn',
    description:
      'An object that is overwritten has the first half of the new body and the rest of the old one.',
    ...found,
  },
  {
    name: 'write-503',
    description: 'A write or deletion is done, and answered with 503 SlowDown.',
    ...found,
    ...onSuccess(writes, slowDown),
  },
  {
    name: 'part-lost',
    description: 'A multipart upload is completed without the bytes of one of its parts.',
    ...found,
  },
  {
    name: 'stale-read',
    description:
      'A GetObject or HeadObject sees what was there before the last write or deletion, for TIME after it.',
    ...found,
    delay: 200,
  },
  {
    name: 'delete-resurrected',
    description: 'A deleted object is gone, and after TIME it is back, unless its key was written again.',
    ...found,
    delay: 10,
  },
  {
    name: 'list-entry-missing',
    description: 'A list of objects or versions leaves a key out.',
    ...found,
  },
  {
    name: 'list-entry-ghost',
    description: 'A list of objects or versions has a key that was deleted.',
    ...found,
  },
  {
    name: 'list-entry-twice',
    description: 'A page of a list of objects begins with the last key of the page before.',
    ...found,
  },
  {
    name: 'versions-swapped',
    description: 'ListObjectVersions has the newest two versions of a key in the wrong order.',
    ...found,
  },
] as const satisfies readonly Fault[];

/** The name of one of these faults. */
export type ConsistencyFaultName = (typeof consistencyFaults)[number]['name'];

/** Those that are on: when each strikes, and for how many milliseconds it shows. */
export type ActiveChances = ReadonlyMap<
  ConsistencyFaultName,
  { readonly chance: Chance; readonly delay: number }
>;

function slowDown({ headers }: Reply): Reply {
  const { status, code, message } = new S3Error('SlowDown');
  const requestId = headers?.['x-amz-request-id'];
  return {
    status,
    headers: { 'x-amz-request-id': requestId, server: headers?.server },
    xml: element('Error', [
      element('Code', code),
      element('Message', message),
      element('RequestId', requestId ?? ''),
    ]),
  };
}
