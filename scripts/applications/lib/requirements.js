/** @typedef {import('./types.js').Exchange} Exchange */

/** @param {readonly string[]} names */
const of =
  (...names) =>
  (/** @type {Exchange} */ { operation }) =>
    operation !== null && names.includes(operation);

const isList = of('ListObjects', 'ListObjectsV2');
const isRead = of('GetObject', 'HeadObject');
const isUpload = of('PutObject', 'UploadPart');
const isCopy = of('CopyObject', 'UploadPartCopy');

/** @param {...string} names a name may end with `*` */
const withHeader =
  (...names) =>
  (/** @type {Exchange} */ { headers }) =>
    Object.keys(headers).some((header) =>
      names.some((name) => (name.endsWith('*') ? header.startsWith(name.slice(0, -1)) : header === name)),
    );

/** @param {...string} names */
const withQuery =
  (...names) =>
  (/** @type {Exchange} */ { query }) =>
    names.some((name) => query.get(name));

/** @param {...((exchange: Exchange) => boolean)} conditions */
const both =
  (...conditions) =>
  (/** @type {Exchange} */ exchange) =>
    conditions.every((condition) => condition(exchange));

/**
 * @param {string} id
 * @param {string} title
 * @param {(exchange: Exchange) => boolean} asks
 * @returns {import('./types.js').Requirement}
 */
function need(id, title, asks) {
  return { id, title, asks };
}

/**
 * What may be missing without an error of the server.
 * @type {readonly import('./types.js').Requirement[]}
 */
export const requirements = [
  need(
    'put-if-none-match-ignored',
    'PutObject with If-None-Match overwrites nothing',
    both(of('PutObject'), withHeader('if-none-match')),
  ),
  need(
    'put-if-match-ignored',
    'PutObject with If-Match replaces only what it names',
    both(of('PutObject'), withHeader('if-match')),
  ),
  need(
    'complete-conditions-ignored',
    'CompleteMultipartUpload follows its conditions',
    both(of('CompleteMultipartUpload'), withHeader('if-none-match', 'if-match')),
  ),
  need(
    'delete-if-match-ignored',
    'DeleteObject with If-Match deletes only what it names',
    both(of('DeleteObject'), withHeader('if-match')),
  ),
  need(
    'get-if-match-ignored',
    'reads with If-Match return only what they name',
    both(isRead, withHeader('if-match')),
  ),
  need(
    'copy-conditions-ignored',
    'copies follow the conditions on their source',
    both(isCopy, withHeader('x-amz-copy-source-if-*')),
  ),
  need('range-ignored', 'a range is answered with that range', both(of('GetObject'), withHeader('range'))),
  need(
    'content-range-missing',
    'a range is answered with Content-Range',
    both(of('GetObject'), withHeader('range')),
  ),
  need(
    'suffix-range-wrong',
    'a range bytes=-N is the end of the object',
    ({ operation, headers }) => operation === 'GetObject' && /^bytes=-/.test(headers.range ?? ''),
  ),
  need(
    'truncation-not-said',
    'a page of a list says that it is not the last',
    both(isList, withQuery('continuation-token', 'marker')),
  ),
  {
    ...need(
      'continuation-token-missing',
      'a page of ListObjectsV2 names the token to go on with',
      both(of('ListObjectsV2'), withQuery('continuation-token')),
    ),
    isByName: true,
  },
  need(
    'next-marker-missing',
    'a page of ListObjects with a delimiter names the marker to go on with',
    both(of('ListObjects'), withQuery('marker'), withQuery('delimiter')),
  ),
  need('list-entry-missing', 'a list has every key', isList),
  need('list-sizes-wrong', 'a list names the size of each object', isList),
  { ...need('list-unsorted', 'a list is in the order of keys', isList), isByName: true },
  need('delimiter-ignored', 'a list with a delimiter stops at it', both(isList, withQuery('delimiter'))),
  need('encoding-type-ignored', 'encoding-type=url is followed', both(isList, withQuery('encoding-type'))),
  need('head-length-zero', 'HeadObject says how large an object is', of('HeadObject')),
  need('head-missing-403', 'HeadObject of a missing key is 404', both(of('HeadObject'), hasStatus(404))),
  need('last-modified-iso', 'Last-Modified is a date of HTTP', isRead),
  need('put-etag-missing', 'uploads are answered with an ETag', isUpload),
  need('chunk-framing-stored', 'aws-chunked bodies are stored without their frames', isFramed),
  need(
    'user-metadata-lost',
    'x-amz-meta-* headers are kept',
    both(of('PutObject'), withHeader('x-amz-meta-*')),
  ),
  need(
    'multipart-metadata-lost',
    'metadata of CreateMultipartUpload is kept',
    both(of('CreateMultipartUpload'), withHeader('x-amz-meta-*')),
  ),
  need('copy-loses-metadata', 'CopyObject copies metadata', of('CopyObject')),
  need(
    'metadata-directive-ignored',
    'CopyObject replaces metadata where it is told to',
    ({ headers }) => headers['x-amz-metadata-directive'] === 'REPLACE',
  ),
  need(
    'copy-range-ignored',
    'UploadPartCopy copies the range that it names',
    both(of('UploadPartCopy'), withHeader('x-amz-copy-source-range')),
  ),
  need('part-lost', 'a completed upload has all of its parts', of('CompleteMultipartUpload')),
  need('plus-decoded-as-space', 'a plus sign in a key stays one', hasKey(/\+/)),
];

const unavailable = 'not-implemented=';

/**
 * The requirement that an operation is there.
 * @param {string} operation
 * @returns {import('./types.js').Requirement}
 */
function available(operation) {
  return need(`${unavailable}${operation}`, `the operation ${operation}`, of(operation));
}

/**
 * Whether a requirement is about an operation that is there at all.
 * @param {string} id
 * @returns {boolean}
 */
export function isOperation(id) {
  return id.startsWith(unavailable);
}

/**
 * What a job asked for: every requirement that one of its requests depends on, each operation among them.
 * @param {readonly Exchange[]} exchanges of a run without a fault
 * @returns {readonly import('./types.js').Requirement[]}
 */
export function askedFor(exchanges) {
  const operations = [...new Set(exchanges.map(({ operation }) => operation ?? ''))].sort();
  return [
    ...requirements.filter(({ asks }) => exchanges.some(asks)),
    ...operations.filter((operation) => operation !== '').map(available),
  ];
}

/** @param {number} status */
function hasStatus(status) {
  return (/** @type {Exchange} */ exchange) => exchange.status === status;
}

/** @param {RegExp} pattern */
function hasKey(pattern) {
  return (/** @type {Exchange} */ { operation, key }) => operation === 'PutObject' && pattern.test(key);
}

/** @param {Exchange} exchange */
function isFramed({ headers }) {
  return /^STREAMING-/.test(headers['x-amz-content-sha256'] ?? '');
}
