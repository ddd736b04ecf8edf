import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { decodeQuery } from '../../ground/http/percent.js';
import type { RequestBody } from '../../ground/payload/request-body.js';
import type { Tag } from '../../ground/store/records.js';
import { parseDocument, type XmlNode } from '../../ground/xml/parse.js';

const maxBody = 128 * 1024;
const maxKey = 128;
const maxValue = 256;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** What S3 refuses of the tags of one kind of resource, in its own words. */
export interface TagRules {
  /** How many there may be. */
  readonly limit: number;
  readonly tooMany: string;
  readonly reserved: string;
  /** Whether the refusal of a reserved key names it. */
  readonly namesReserved: boolean;
}

/** The tags of an object. */
export const objectTags: TagRules = {
  limit: 10,
  tooMany: 'Object tags cannot be greater than 10',
  reserved: 'Your TagKey cannot be prefixed with aws:',
  namesReserved: true,
};

/** The tags of a bucket. */
export const bucketTags: TagRules = {
  limit: 50,
  tooMany: 'Bucket tag count cannot be greater than 50',
  reserved: 'System tags cannot be added/updated by requester',
  namesReserved: true,
};

/** The tags with which a bucket is made. */
export const newBucketTags: TagRules = {
  ...bucketTags,
  reserved:
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
  namesReserved: false,
};

/** Reads and checks `x-amz-tagging`; throws InvalidArgument where it is no query string of tags, and what requireTags does. */
export function readTagHeader(header: string): Tag[] {
  const tags = parseTagHeader(header);
  const isQuery = !header.split('&').some((part) => part.split('=').length > 2);
  if (!isQuery || new Set(tags.map(({ key }) => key)).size < tags.length) {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      'x-amz-tagging',
      header,
    );
  }
  return requireTags(tags, objectTags);
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
export async function readTags(body: RequestBody, rules: TagRules): Promise<Tag[]> {
  return parseTagDocument(await body.readText(maxBody), rules);
}

// A document without a set has no tags, which S3 does not mind.
function parseTagDocument(source: string, rules: TagRules): Tag[] {
  const root = parseDocument(source);
  const [set, ...others] = root.children;
  if (root.name !== 'Tagging' || others.length > 0 || (set !== undefined && set.name !== 'TagSet')) {
    throw new S3Error('MalformedXML');
  }
  return set === undefined ? [] : readTagSet(set, rules);
}

/** Reads the Tagging document in a field of a form, where S3 ignores any other; throws MalformedXML and what requireTags does. */
export function readFormTags(source: string): Tag[] {
  return parseDocument(source).name === 'Tagging' ? parseTagDocument(source, objectTags) : [];
}

/** Reads the element that holds tags; throws MalformedXML and what requireTags does. */
export function readTagSet(set: XmlNode, rules: TagRules): Tag[] {
  return requireTags(set.children.map(readTag), rules);
}

/** Checks tags: their number, lengths, characters, and that each key is there once. */
export function requireTags(tags: Tag[], rules: TagRules): Tag[] {
  if (tags.length > rules.limit) {
    throw new S3Error('BadRequest', { message: rules.tooMany });
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
        message: rules.reserved,
        fields: rules.namesReserved ? { TagKey: key } : {},
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
