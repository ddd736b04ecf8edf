import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { childOf, type XmlNode } from '../../ground/xml/parse.js';
import { type ElementShape, malformed, many, maybe, one, record, text } from '../../ground/xml/shape.js';
import type { BucketConfiguration } from './configuration.js';

const protocol: ElementShape = (node) => {
  const value = node.text.trim();
  if (value !== 'http' && value !== 'https') {
    throw new S3Error('InvalidRequest', {
      message:
        'Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.',
    });
  }
  return value;
};

/** Website hosting: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html */
export const website: BucketConfiguration = {
  sub: 'website',
  root: 'WebsiteConfiguration',
  shape: record(
    {
      RedirectAllRequestsTo: maybe(record({ HostName: one(text()), Protocol: maybe(protocol) })),
      IndexDocument: maybe(record({ Suffix: one(text()) })),
      ErrorDocument: maybe(record({ Key: one(text(/./)) })),
      RoutingRules: maybe(
        record({
          RoutingRule: many(
            record({
              Condition: maybe(
                record(
                  {
                    KeyPrefixEquals: maybe(text()),
                    HttpErrorCodeReturnedEquals: maybe(text(/^[45]\d\d$/)),
                  },
                  (node) => {
                    if (node.children.length === 0) {
                      throw new S3Error('InvalidRequest', {
                        message:
                          "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
                      });
                    }
                  },
                ),
              ),
              Redirect: one(
                record(
                  {
                    Protocol: maybe(protocol),
                    HostName: maybe(text()),
                    ReplaceKeyPrefixWith: maybe(text()),
                    ReplaceKeyWith: maybe(text()),
                    HttpRedirectCode: maybe(text(/^3\d\d$/)),
                  },
                  (node) => {
                    if (childOf(node, 'ReplaceKeyPrefixWith') && childOf(node, 'ReplaceKeyWith')) {
                      throw new S3Error('InvalidRequest', {
                        message: 'You can only define ReplaceKeyPrefix or ReplaceKey but not both.',
                      });
                    }
                  },
                ),
              ),
            }),
            1,
            50,
          ),
        }),
      ),
    },
    requireOneForm,
  ),
  operations: { get: 'GetBucketWebsite', put: 'PutBucketWebsite', delete: 'DeleteBucketWebsite' },
  actions: { get: 's3:GetBucketWebsite', put: 's3:PutBucketWebsite' },
  missing: 'NoSuchWebsiteConfiguration',
};

function requireOneForm(node: XmlNode): void {
  const redirects = childOf(node, 'RedirectAllRequestsTo') !== undefined;
  const index = childOf(node, 'IndexDocument');
  if (redirects && node.children.length > 1) {
    throw invalidArgument(
      'RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.',
      'RedirectAllRequestsTo',
      'not null',
    );
  }
  if (!redirects && index === undefined) {
    throw invalidArgument(
      'A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty',
      'IndexDocument',
      'null',
    );
  }
  const suffix = index === undefined ? undefined : childOf(index, 'Suffix')?.text.trim();
  if (suffix === undefined) {
    return;
  }
  if (suffix === '' || suffix.includes('/')) {
    throw invalidArgument('The IndexDocument Suffix is not well formed', 'IndexDocument', suffix);
  }
  if (node.children.length === 0) {
    throw malformed();
  }
}
