import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { decodeQuery } from '../../ground/http/percent.js';
import type { RequestBody } from '../../ground/payload/request-body.js';
import type { Tag } from '../../ground/store/records.js';
import { parseDocument, type XmlNode } from '../../ground/xml/parse.js';

const maxBody = 128 * 1024;
const maxKey = 128;
const maxValue = 256;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** How many tags an object may have. */
export const maxObjectTags = 10;

/** How many tags a bucket may have. */
export const maxBucketTags = 50;

/** Reads and checks `x-amz-tagging`; throws InvalidArgument where it is no query string of tags, and what requireTags does. */
export function readTagHeader(header: string): Tag[] {
  const tags = parseTagHeader(header);
  const isQuery = !header.split('&').some((part) => part.split('=').length > 2);
  if (!isQuery || new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw invalidArgument(
      "The header 'x-amz-tagging' has to be URL-encoded query parameters in UTF-8, each name once.",
      'x-amz-tagging',
      header,
    );
  }
  return requireTags(tags, maxObjectTags);
}

/** Reads `x-amz-tagging`: `a=1&b=2`. Does not check it. */
export function parseTagHeader(header: string | undefined): Tag[] {
  if (header === undefined || header === '') {
    return [];
  }
  return header
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0
        ? { key: decodeQuery(part), value: '' }
        : { key: decodeQuery(part.slice(0, equals)), value: decodeQuery(part.slice(equals + 1)) };
    });
}

/** Reads the Tagging document that a request sends; throws MalformedXML and what requireTags does. */
export async function readTags(body: RequestBody, limit: number): Promise<Tag[]> {
  return parseTagDocument(await body.readText(maxBody), limit);
}

/** Reads a Tagging document; throws MalformedXML and what requireTags does. */
export function parseTagDocument(source: string, limit: number): Tag[] {
  const root = parseDocument(source);
  const [set, ...others] = root.children;
  if (root.name !== 'Tagging' || set?.name !== 'TagSet' || others.length > 0) {
    throw new S3Error('MalformedXML');
  }
  return readTagSet(set, limit);
}

/** Reads the element that holds tags; throws MalformedXML and what requireTags does. */
export function readTagSet(set: XmlNode, limit: number): Tag[] {
  return requireTags(set.children.map(readTag), limit);
}

/** Checks tags: their number, lengths, characters, and that each key is there once. */
export function requireTags(tags: Tag[], limit: number): Tag[] {
  if (tags.length > limit) {
    const what = limit === maxObjectTags ? 'Object tags' : 'Bucket tag count';
    throw new S3Error('BadRequest', { message: `${what} cannot be greater than ${limit}` });
  }
  const keys = new Set<string>();
  for (const { key, value } of tags) {
    if (key === '' || key.length > maxKey || !allowed.test(key)) {
      throw new S3Error('InvalidTag', {
        message: 'The TagKey you have provided is invalid',
        fields: { TagKey: key },
      });
    }
    if (key.toLowerCase().startsWith('aws:')) {
      throw new S3Error('InvalidTag', {
        message: 'System tags cannot be added/updated by requester',
        fields: { TagKey: key },
      });
    }
    if (value.length > maxValue || !allowed.test(value)) {
      throw new S3Error('InvalidTag', {
        message: 'The TagValue you have provided is invalid',
        fields: { TagKey: key, TagValue: value },
      });
    }
    if (keys.has(key)) {
      throw new S3Error('InvalidTag', {
        message: 'Cannot provide multiple Tags with the same key',
        fields: { TagKey: key },
      });
    }
    keys.add(key);
  }
  return tags;
}

function readTag(node: XmlNode): Tag {
  const texts = new Map(node.children.map(({ name, text }) => [name, text]));
  const key = texts.get('Key');
  const value = texts.get('Value');
  if (node.name !== 'Tag' || node.children.length !== 2 || key === undefined || value === undefined) {
    throw new S3Error('MalformedXML');
  }
  return { key, value };
}
