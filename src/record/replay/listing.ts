import { decodeListed, elementsOf, elementText } from './document.js';
import type { Exchange } from './exchange.js';
import type { ReplayState } from './replay-state.js';
import { literal } from './template.js';

/** Longer lists are told by their length, their first and their last entry. */
const longestList = 50;

const lists: Readonly<Record<string, readonly (readonly [element: string, list: string])[]>> = {
  ListObjects: [['Contents', 'Contents']],
  ListObjectsV2: [['Contents', 'Contents']],
  ListObjectVersions: [
    ['Version', 'Versions'],
    ['DeleteMarker', 'DeleteMarkers'],
  ],
  ListMultipartUploads: [['Upload', 'Uploads']],
};

/** What a listing shows: its keys in order, its common prefixes, and whether there are more. */
export function listingExpectation(
  exchange: Exchange,
  { buckets, saved, followed }: ReplayState,
): Readonly<Record<string, unknown>> {
  const { operation, document, isSuccess } = exchange;
  if (!isSuccess || document === '') {
    return {};
  }
  if (operation === 'ListBuckets') {
    const shown = elementsOf(document, 'Bucket').map((one) => elementText(one, 'Name') ?? '');
    const ours = shown.flatMap((name) => buckets.get(name)?.text ?? []);
    return ours[0] === undefined ? {} : { 'Buckets[].Name': { $contains: ours[0] } };
  }
  const shown = lists[operation];
  if (shown === undefined) {
    return {};
  }
  const uploads = elementsOf(document, 'UploadId').filter((id) => id !== '');
  if (operation === 'ListMultipartUploads' && uploads.some((id) => !saved.has(id))) {
    return {};
  }
  const isEncoded = elementText(document, 'EncodingType') === 'url';
  const prefixes = elementsOf(document, 'CommonPrefixes').map((one) => elementText(one, 'Prefix') ?? '');
  const keys = shown.map(([element, list]) => {
    const names = elementsOf(document, element).map((entry) => elementText(entry, 'Key') ?? '');
    return entriesExpected(`${list}[].Key`, list, names, isEncoded);
  });
  return Object.assign(
    {},
    ...keys,
    entriesExpected('CommonPrefixes[].Prefix', 'CommonPrefixes', prefixes, isEncoded),
    isFollowed(exchange, followed) ? { IsTruncated: true } : {},
  );
}

/** Whether the client asked for the next page: one that looks at a page alone needs no word of more. */
function isFollowed({ document }: Exchange, followed: ReadonlySet<string>): boolean {
  const keys = elementsOf(document, 'Contents').map((entry) => elementText(entry, 'Key'));
  const ends = ['NextContinuationToken', 'NextMarker', 'NextKeyMarker'].map((name) =>
    elementText(document, name),
  );
  return (
    elementText(document, 'IsTruncated') === 'true' &&
    [...ends, keys.at(-1)].some((end) => end !== undefined && followed.has(decodeListed(end)))
  );
}

function entriesExpected(
  path: string,
  list: string,
  names: readonly string[],
  isEncoded: boolean,
): Readonly<Record<string, unknown>> {
  if (names.length === 0) {
    return { [list]: null };
  }
  if (names.length <= longestList) {
    return namesExpected(path, names, isEncoded, (shown) => shown);
  }
  return {
    [path]: { $length: names.length },
    ...namesExpected(path.replace('[]', '[0]'), names.slice(0, 1), isEncoded, ([first]) => first),
    ...namesExpected(path.replace('[]', '[-1]'), names.slice(-1), isEncoded, ([last]) => last),
  };
}

/** A server that does not encode names, and says so, tells a client the same: it may do that. */
function namesExpected(
  path: string,
  names: readonly string[],
  isEncoded: boolean,
  form: (shown: readonly unknown[]) => unknown,
): Readonly<Record<string, unknown>> {
  if (!isEncoded || !names.some((name) => /[%+]/.test(name))) {
    return { [path]: form(names.map(isEncoded ? encodedName : literal)) };
  }
  const plain = names.map((name) => literal(decodeListed(name)));
  return {
    [`{encoding: EncodingType, names: ${path}}`]: {
      $one_of: [
        { encoding: 'url', names: form(names.map(encodedName)) },
        { encoding: { $one_of: [null, ''] }, names: form(plain) },
      ],
    },
  };
}

/** Servers differ in which characters they encode, and in how they write a space; the client decodes them all. */
function encodedName(name: string): unknown {
  return /^[\w.~-]*$/.test(name)
    ? literal(name)
    : { $matches: `^${[...decodeListed(name)].map(encodedForms).join('')}$` };
}

function encodedForms(character: string): string {
  if (/[\w.~-]/.test(character)) {
    return character.replace('.', '\\.');
  }
  const bytes = [...Buffer.from(character)].map(
    (byte) =>
      `%${byte
        .toString(16)
        .padStart(2, '0')
        .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`,
  );
  const plain =
    character === '%' || character === '+' ? [] : [character.replace(/[\\^$.*?()[\]{}|]/, '\\$&')];
  return `(?:${[...plain, bytes.join(''), ...(character === ' ' ? ['\\+'] : [])].join('|')})`;
}
