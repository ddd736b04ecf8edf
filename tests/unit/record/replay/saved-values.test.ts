import { expect, test } from 'vitest';
import { exchangeOf } from '../../../../src/record/replay/exchange.js';
import { SavedValues } from '../../../../src/record/replay/saved-values.js';
import { lineOf, type Told } from './lines.js';

function savedAfter(...told: readonly Told[]): SavedValues {
  const saved = new SavedValues();
  told.forEach((one, index) => {
    const exchange = exchangeOf(lineOf(one, index + 1));
    if (exchange !== undefined) {
      saved.offer(exchange);
    }
  });
  return saved;
}

const put: Told = { operation: 'PutObject', key: 'a', responseHeaders: [['etag', '"abc"']] };

test('an entity tag is saved by the last write or read that had it, and only where it is asked for', () => {
  const listed = '<R><Contents><Key>a</Key><ETag>&quot;abc&quot;</ETag></Contents></R>';
  const saved = savedAfter(
    put,
    { ...put, operation: 'HeadObject' },
    { operation: 'ListObjectsV2', received: listed },
  );
  expect(saved.savesOf(2)).toEqual({});
  expect(saved.reference('"abc"')).toBe('${etag_2}');
  expect(saved.savesOf(1)).toEqual({});
  expect(saved.savesOf(2)).toEqual({ etag_2: 'headers.etag' });
  expect(saved.reference('"other"')).toBeUndefined();
});

test('quotes are taken off, or put on, as the request had them', () => {
  expect(savedAfter(put).reference('abc')).toBe('${etag_1|unquote}');
  const attributes = { operation: 'GetObjectAttributes', key: 'a', received: '<R><ETag>abc</ETag></R>' };
  expect(savedAfter(attributes).reference('"abc"')).toBe('"${etag_1}"');
  expect(savedAfter(put).reference('abc', { filter: '|urlencode' })).toBe('${etag_1|unquote|urlencode}');
});

test('a value of the place that it is asked for comes first, and a listing does not take the place of what it lists', () => {
  const upload: Told = {
    operation: 'CreateMultipartUpload',
    key: 'a',
    received: '<R><UploadId>u</UploadId></R>',
  };
  const listed =
    '<R><NextUploadIdMarker>u</NextUploadIdMarker><Upload><Key>a</Key><UploadId>u</UploadId></Upload></R>';
  const saved = savedAfter(put, { ...put, key: 'b' }, upload, {
    operation: 'ListMultipartUploads',
    received: listed,
  });
  expect(saved.reference('"abc"', { place: 'bucket-a/a' })).toBe('${etag_1}');
  expect(saved.reference('"abc"', { place: 'bucket-a/b' })).toBe('${etag_2}');
  expect(saved.reference('"abc"', { place: 'bucket-a/c' })).toBe('${etag_2}');
  expect(saved.reference('u')).toBe('${upload_3}');
});

test.each<[string, Told, string, string]>([
  [
    'upload',
    { operation: 'CreateMultipartUpload', received: '<R><UploadId>u</UploadId></R>' },
    'u',
    'UploadId',
  ],
  [
    'token',
    { operation: 'ListObjectsV2', received: '<R><NextContinuationToken>t</NextContinuationToken></R>' },
    't',
    'NextContinuationToken',
  ],
  [
    'version',
    {
      operation: 'ListObjectVersions',
      received:
        "<R><Version><Key>it's</Key><VersionId>v1</VersionId></Version><Version><Key>it's</Key><VersionId>v2</VersionId></Version></R>",
    },
    'v2',
    "Versions[?Key=='it\\'s'].VersionId | [1]",
  ],
  [
    'etag',
    {
      operation: 'ListParts',
      received: '<R><Part><PartNumber>3</PartNumber><ETag>&quot;p&quot;</ETag></Part></R>',
    },
    '"p"',
    'Parts[?PartNumber==`3`].ETag | [0]',
  ],
  ['etag', { operation: 'CopyObject', received: '<R><ETag>"c"</ETag></R>' }, '"c"', 'CopyObjectResult.ETag'],
  [
    'modified',
    { operation: 'HeadObject', responseHeaders: [['last-modified', 'Mon, 30 Nov 2026 22:00:00 GMT']] },
    'Mon, 30 Nov 2026 22:00:00 GMT',
    'headers.last-modified',
  ],
])('a %s is found in %j', (kind, told, value, expression) => {
  const saved = savedAfter(told);
  const reference = saved.reference(value) ?? '';
  expect(reference).toMatch(new RegExp(`^\\$\\{${kind}_1(_2)?\\}$`));
  expect(Object.values(saved.savesOf(1))).toEqual([expression]);
});
