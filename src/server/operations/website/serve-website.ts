import { isAllowed } from '../../domain/access/authorize.js';
import { redirectHeader } from '../../domain/objects/system-headers.js';
import type { BucketContext, Context, ObjectContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import { currentObject } from '../../ground/store/versions.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { select, selectAll, selectText } from '../../ground/xml/select.js';
import { getObject } from '../object/get-object.js';
import { errorPage } from './error-page.js';
import { redirectReply } from './redirect.js';

/**
 * Handles the requests of a website endpoint, where everyone is anonymous:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html
 */
export async function serveWebsite(context: BucketContext): Promise<Reply> {
  const { bucket, request } = context;
  const website = bucket.settings.documents.website;
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new S3Error('MethodNotAllowed', {
        fields: { Method: request.method, ResourceType: 'OBJECT' },
      });
    }
    if (website === undefined) {
      throw new S3Error('NoSuchWebsiteConfiguration', { fields: { BucketName: bucket.name } });
    }
    return await response(context, website);
  } catch (error) {
    if (!(error instanceof S3Error)) {
      throw error;
    }
    return errorDocument(context, website, error);
  }
}

/** Answers who asks for the website of a bucket that is not there, in HTML as well. */
export function missingWebsite(context: Context): Reply {
  const fields = { BucketName: context.request.bucket ?? '' };
  return errorPage(new S3Error('NoSuchBucket', { fields }), context);
}

async function response(context: BucketContext, website: XmlElement): Promise<Reply> {
  const key = context.request.key ?? '';
  const everything = select(website, 'RedirectAllRequestsTo');
  if (everything !== undefined) {
    return redirectReply(context.request, everything, key, '');
  }
  const before = findRule(website, key, undefined);
  if (before !== undefined) {
    return redirectReply(context.request, before.redirect, key, before.prefix);
  }
  try {
    return await readPage(context, website, key);
  } catch (error) {
    const after = error instanceof S3Error ? findRule(website, key, String(error.status)) : undefined;
    if (after === undefined) {
      throw error;
    }
    return redirectReply(context.request, after.redirect, key, after.prefix);
  }
}

function readPage(context: BucketContext, website: XmlElement, key: string): Reply | Promise<Reply> {
  const suffix = selectText(website, 'IndexDocument', 'Suffix') ?? 'index.html';
  const page = key === '' || key.endsWith('/') ? key + suffix : key;
  const { bucket } = context;
  if (currentObject(bucket, page) === undefined && currentObject(bucket, `${key}/${suffix}`) !== undefined) {
    return { status: 302, headers: { location: `/${key}/` } };
  }
  return readKey(context, page);
}

function readKey(context: BucketContext, key: string): Reply | Promise<Reply> {
  const { bucket } = context;
  const version = currentObject(bucket, key);
  if (!isAllowed(context, { action: 's3:GetObject', bucket, key, version })) {
    throw new S3Error('AccessDenied');
  }
  const target = version?.systemHeaders[redirectHeader];
  if (target !== undefined) {
    return { status: 301, headers: { location: target } };
  }
  const objectContext: ObjectContext = { ...context, key, query: new Map() };
  return getObject(objectContext);
}

async function errorDocument(
  context: BucketContext,
  website: XmlElement | undefined,
  error: S3Error,
): Promise<Reply> {
  const key = selectText(website, 'ErrorDocument', 'Key');
  if (key === undefined || error.status >= 500) {
    return errorPage(error, context);
  }
  try {
    const page = await readKey(context, key);
    const isRedirect =
      page.headers?.location !== undefined && !context.server.faults.has('error-document-never-redirects');
    return isRedirect ? page : { ...page, status: error.status };
  } catch (other) {
    const isTold = other instanceof S3Error && !context.server.faults.has('lost-error-document-not-told');
    return errorPage(error, context, isTold ? other : undefined);
  }
}

function findRule(
  website: XmlElement,
  key: string,
  status: string | undefined,
): { readonly redirect: XmlElement; readonly prefix: string } | undefined {
  for (const rule of selectAll(select(website, 'RoutingRules'), 'RoutingRule')) {
    const prefix = selectText(rule, 'Condition', 'KeyPrefixEquals') ?? '';
    const code = selectText(rule, 'Condition', 'HttpErrorCodeReturnedEquals');
    const redirect = select(rule, 'Redirect');
    if (redirect !== undefined && code === status && key.startsWith(prefix)) {
      return { redirect, prefix };
    }
  }
  return undefined;
}
