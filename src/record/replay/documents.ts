import { algorithmOfHeader, checksumOf } from './checksums.js';
import { editElements, elementText } from './document.js';
import type { Exchange } from './exchange.js';
import { LeftOut, type ReplayState } from './replay-state.js';
import { placeOf, type SavedValues } from './saved-values.js';
import { type Template, templateOfDocument } from './template.js';

/** The document of a request as the scenario sends it: names of buckets, values of the server and checksums filled in. */
export async function documentOf(exchange: Exchange, state: ReplayState): Promise<string | undefined> {
  const { line, isSuccess } = exchange;
  if (line.body.text === undefined || line.body.length === 0) {
    return undefined;
  }
  const { text, missing } = fillIn(line.body.text, exchange, state.saved);
  if (isSuccess && missing.length > 0) {
    throw new LeftOut(`nothing before it told ${missing.join(', ')}, which its document names`);
  }
  const withSums =
    exchange.operation === 'CompleteMultipartUpload' ? await withChecksums(text, exchange, state) : text;
  return withBuckets(withDates(withSums, state), state);
}

/** Fills in what the server made up; in a list of parts, each entity tag is that of its part. */
function fillIn(document: string, exchange: Exchange, saved: SavedValues): Template {
  if (exchange.operation !== 'CompleteMultipartUpload') {
    return templateOfDocument(document, saved);
  }
  const missing: string[] = [];
  const text = document.replace(/<Part\b[\s\S]*?<\/Part>/g, (part) => {
    const place = placeOf(exchange, elementText(part, 'PartNumber'));
    const filled = templateOfDocument(part, saved, { place });
    missing.push(...filled.missing);
    return filled.text;
  });
  return { text, missing };
}

/** The checksums of parts belong to their bytes, which are others now. */
async function withChecksums(document: string, exchange: Exchange, state: ReplayState): Promise<string> {
  const upload = exchange.query.get('uploadId') ?? '';
  const sums = new Map<string, string>();
  for (const [part] of document.matchAll(/<Part\b[\s\S]*?<\/Part>/g)) {
    const body = state.stored.partOf(upload, Number(elementText(part, 'PartNumber')));
    for (const [, element = '', value = ''] of part.matchAll(/<(Checksum\w+)>([^<]*)</g)) {
      const algorithm = algorithmOfHeader(`x-amz-checksum-${element.slice('Checksum'.length).toLowerCase()}`);
      const sum = body && algorithm && (await checksumOf(algorithm, body));
      if (sum !== undefined) {
        sums.set(value, sum);
      }
    }
  }
  return document.replace(
    /(<Checksum\w+>)([^<]*)(?=<)/g,
    (_, opening: string, value: string) => opening + (sums.get(value) ?? value),
  );
}

function withBuckets(document: string, { buckets }: ReplayState): string {
  let text = document;
  for (const [name, { text: replacement }] of buckets) {
    text = editElements(text, ['Bucket', 'TargetBucket'], (inside) =>
      inside === name ? replacement : inside,
    );
    text = text.replace(
      new RegExp(`(arn:aws[\\w-]*:s3:::)${name.replace(/[^\w-]/g, '\\$&')}(?![\\w.-])`, 'g'),
      (_, arn: string) => arn + replacement,
    );
  }
  return text;
}

function withDates(document: string, state: ReplayState): string {
  return editElements(document, ['RetainUntilDate'], (inside) => laterOf(inside, state) ?? inside);
}

/** A time after the beginning of the recording as one after the beginning of the replay; undefined for any other text. */
export function laterOf(time: string, { started }: ReplayState): string | undefined {
  const seconds = Math.ceil((Date.parse(time) - started) / 1000);
  return seconds > 0 ? `\${now+${seconds}s|iso}` : undefined;
}
