import { expect, test } from 'vitest';
import { parseErrorDocument } from '../../../../src/s3/response/error-document.js';

test.each<[string, string, Record<string, string> | null]>([
  [
    'plain',
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>it&#39;s &#x61; &lt;b&gt;</Message><Size>007</Size></Error>',
    { Code: 'NoSuchKey', Message: "it's a <b>", Size: '007' },
  ],
  [
    'in a namespace',
    '<Error xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Code>A</Code></Error>',
    { Code: 'A' },
  ],
  ['with a prefix', '<s3:Error><s3:Code>A</s3:Code></s3:Error>', { Code: 'A' }],
  ['nested', '<Error><Code>A</Code><Detail><B>c</B></Detail></Error>', { Code: 'A', 'Detail.B': 'c' }],
  [
    'in a response',
    '<ErrorResponse><Error><Code>A</Code></Error><RequestId>r</RequestId></ErrorResponse>',
    { Code: 'A', RequestId: 'r' },
  ],
  ['empty', '<Error/>', {}],
  ['another document', '<ListBucketResult><Error>no</Error></ListBucketResult>', null],
  ['HTML', '<html><body>Error</body></html>', null],
  ['not well-formed', '<Error><Code>A</Co', null],
  ['nothing', '', null],
])('an error document that is %s', (_, text, expected) => {
  expect(parseErrorDocument(Buffer.from(text))).toEqual(expected);
});
