import { makeBody } from '../bodies/make-body.js';
import { type Place, type StoreClient, smallSize } from '../store/store-client.js';
import { readSomehow } from './reads.js';
import { doOne, pick, type Workload } from './workload.js';

/** The least size of a part that is not the last one (docs.aws.amazon.com, "Amazon S3 multipart upload limits"). */
const fullPart = 5 * 1024 * 1024;
/** In one round of so many the uploads have two parts: these cost more than all others together. */
const roundsOfLarge = 8;
/** How many keys are read once more at the end; all of them are listed. */
const mostReadAgain = 64;

/** Uploads that race to become the object. */
export const multipartConsensus: Workload = {
  name: 'multipart-consensus',
  summary:
    'clients upload parts to one key side by side, and complete with If-None-Match where the store has it, so that one of them wins; others read the key and list the uploads',
  standsFor:
    'writers of large files that must not overwrite each other: commits of query engines, uploaders that were started twice',
  needs: ['multipart'],
  versioned: false,
  begin(scope) {
    const { bucket, prefix } = scope;
    const isConditional = scope.has('conditional-complete');
    const places: Place[] = [];
    let rounds = 0;
    let left = 0;

    /** A key is contended for by some clients, then the next one is. */
    function current(): Place {
      const last = places.at(-1);
      if (last !== undefined && left-- > 0) {
        return last;
      }
      const place = { bucket, key: `${prefix}round${rounds++}` };
      places.push(place);
      left = scope.keys;
      return place;
    }

    async function race(client: StoreClient): Promise<void> {
      const upload = await client.createUpload(current());
      if (upload === null) {
        return;
      }
      const body = makeBody(upload.value, sizeIn(rounds));
      const parts = [];
      for (let at = 0; at < body.length; at += fullPart) {
        const part = await client.uploadPart(upload, parts.length + 1, body.subarray(at, at + fullPart));
        if (part === null) {
          await client.abort(upload);
          return;
        }
        parts.push(part);
      }
      const condition = isConditional ? ({ if_none_match: '*' } as const) : undefined;
      const { outcome } = await client.complete(upload, parts, { condition });
      if (outcome === 'refused') {
        await client.abort(upload);
      }
      await readSomehow(client, upload);
    }

    return {
      places: () => places.slice(-mostReadAgain),
      async step(client) {
        await doOne(client.random, [
          [60, () => race(client)],
          [places.length === 0 ? 0 : 20, () => readSomehow(client, pick(client.random, places.slice(-3)))],
          [scope.has('list-uploads') ? 10 : 0, () => client.list('uploads', bucket, prefix)],
          [places.length === 0 ? 0 : 3, () => client.delete(pick(client.random, places.slice(-3)))],
        ]);
      },
    };
  },
};

/** All uploads of a round are alike: a small one would always win over a large one. */
function sizeIn(round: number): number {
  return round % roundsOfLarge === 0 ? fullPart + smallSize : smallSize;
}
