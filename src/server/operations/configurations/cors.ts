import { S3Error } from '../../ground/errors/s3-error.js';
import type { XmlElement } from '../../ground/xml/element.js';
import { selectAll } from '../../ground/xml/select.js';
import { integer, many, maybe, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/** Cross-origin rules: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const cors: BucketConfiguration = {
  sub: 'cors',
  root: 'CORSConfiguration',
  shape: record({
    CORSRule: many(
      record({
        ID: maybe(text(/^.{0,255}$/s)),
        AllowedMethod: many(text(), 1),
        AllowedOrigin: many(text(), 1),
        AllowedHeader: many(text()),
        ExposeHeader: many(text()),
        MaxAgeSeconds: maybe(integer(0)),
      }),
      1,
      100,
    ),
  }),
  operations: { get: 'GetBucketCors', put: 'PutBucketCors', delete: 'DeleteBucketCors' },
  needsDigest: true,
  actions: { get: 's3:GetBucketCORS', put: 's3:PutBucketCORS' },
  missing: 'NoSuchCORSConfiguration',
  accept: (_context, document) => {
    for (const rule of selectAll(document, 'CORSRule')) {
      requireRule(rule);
    }
    return document;
  },
};

function requireRule(rule: XmlElement): void {
  for (const { content } of selectAll(rule, 'AllowedMethod')) {
    if (!methods.includes(String(content))) {
      throw new S3Error('InvalidRequest', {
        message: `Found unsupported HTTP method in CORS config. Unsupported method is ${content}`,
      });
    }
  }
  for (const name of ['AllowedOrigin', 'AllowedHeader']) {
    for (const { content } of selectAll(rule, name)) {
      if (String(content).split('*').length > 2) {
        throw new S3Error('InvalidRequest', {
          message: `${name} "${content}" can not have more than one wildcard.`,
        });
      }
    }
  }
}
