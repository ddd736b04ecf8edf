import type { ConditionValues } from '../../ground/policy/conditions.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import type { Context } from '../request/context.js';
import { parseTagHeader } from '../tags/read-tags.js';

type Finder = (context: Context) => string | undefined;

const fromRequest: Readonly<Record<string, Finder>> = {
  'aws:sourceip': ({ request }) => request.message.socket.remoteAddress?.replace(/^::ffff:/, ''),
  'aws:securetransport': ({ request }) => String(request.scheme === 'https'),
  'aws:username': ({ user }) => user?.name,
  'aws:userid': ({ user }) => user?.accessKey,
  'aws:useragent': ({ headers }) => headers['user-agent'],
  'aws:referer': ({ headers }) => headers.referer,
  'aws:currenttime': ({ now }) => new Date(now).toISOString(),
  'aws:epochtime': ({ now }) => String(Math.floor(now / 1000)),
  'aws:principalarn': ({ user }) => user?.arn,
  'aws:principalaccount': ({ user }) => user?.accountId,
  'aws:principaltype': ({ user }) => (user === undefined ? 'Anonymous' : 'User'),
  'aws:requestedregion': ({ server, auth }) => auth.region ?? server.region,
  's3:versionid': ({ query }) => query.get('versionId'),
  's3:signatureversion': ({ user }) => (user === undefined ? undefined : 'AWS4-HMAC-SHA256'),
  's3:authtype': ({ auth }) => authTypes[auth.method],
  's3:signatureage': ({ auth }) =>
    auth.signedAt === undefined ? undefined : String(Math.max(Date.now() - auth.signedAt, 0)),
  's3:prefix': ({ query }) => query.get('prefix'),
  's3:delimiter': ({ query }) => query.get('delimiter'),
  's3:max-keys': ({ query }) => query.get('max-keys'),
  's3:object-lock-mode': ({ headers }) => headers['x-amz-object-lock-mode'],
  's3:object-lock-legal-hold': ({ headers }) => headers['x-amz-object-lock-legal-hold'],
  's3:object-lock-retain-until-date': ({ headers }) => headers['x-amz-object-lock-retain-until-date'],
  's3:object-lock-remaining-retention-days': ({ headers, now }) => {
    const until = Date.parse(headers['x-amz-object-lock-retain-until-date'] ?? '');
    return Number.isNaN(until) ? undefined : String(Math.floor((until - now) / 86_400_000));
  },
  's3:if-match': ({ headers }) => headers['if-match'],
  's3:if-none-match': ({ headers }) => headers['if-none-match'],
};

const authTypes = {
  header: 'REST-HEADER',
  query: 'REST-QUERY-STRING',
  form: 'POST',
  anonymous: undefined,
} as const;
const existingTag = 's3:existingobjecttag/';
const requestTag = 's3:requestobjecttag/';

/**
 * Finds the values of condition keys: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 * `existing` is the version that the request is about.
 */
export function conditionValues(context: Context, existing: ObjectVersion | undefined): ConditionValues {
  return (key) => {
    const name = key.toLowerCase();
    if (name.startsWith(existingTag)) {
      return tagValue(existing?.tags ?? [], key.slice(existingTag.length));
    }
    if (name.startsWith(requestTag)) {
      return tagValue(requestTags(context), key.slice(requestTag.length));
    }
    if (name === 's3:requestobjecttagkeys') {
      const tags = requestTags(context);
      return tags.length === 0 ? undefined : tags.map((tag) => tag.key);
    }
    const value = name.startsWith('s3:x-amz-')
      ? context.headers[name.slice('s3:'.length)]
      : fromRequest[name]?.(context);
    return value === undefined ? undefined : [value];
  };
}

function requestTags({ headers, requestTags: tags }: Context) {
  return tags ?? parseTagHeader(headers['x-amz-tagging']);
}

function tagValue(tags: readonly { readonly key: string; readonly value: string }[], key: string) {
  const tag = tags.find((candidate) => candidate.key === key);
  return tag === undefined ? undefined : [tag.value];
}
