import { document, element } from '../../ground/xml/element.js';
import { one, oneOf, record } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

/** Who pays for requests: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html */
export const requestPayment: BucketConfiguration = {
  sub: 'requestPayment',
  root: 'RequestPaymentConfiguration',
  shape: record({ Payer: one(oneOf('Requester', 'BucketOwner')) }),
  operations: { get: 'GetBucketRequestPayment', put: 'PutBucketRequestPayment' },
  actions: { get: 's3:GetBucketRequestPayment', put: 's3:PutBucketRequestPayment' },
  missing: () => document('RequestPaymentConfiguration', [element('Payer', 'BucketOwner')]),
};
