import { expect, test } from 'vitest';
import { describeExcess, watchDocument } from '../../../../src/s3/response/document-limits.js';
import { parseErrorDocument } from '../../../../src/s3/response/error-document.js';

const element = (name: string): string => `<${name}>x</${name}>`;
const error = (inside: string): Buffer => Buffer.from(`<Error><Code>A</Code>${inside}</Error>`);

test('an error document of 200,000 elements is not read', () => {
  const body = error(Array.from({ length: 200_000 }, (_, index) => element(`E${index}`)).join(''));
  expect(parseErrorDocument(body)).toBeNull();
});

test.each([
  ['many elements', Array.from({ length: 2000 }, () => element('E')).join(''), 'more than 2000 tags'],
  ['one long text', `<Message>${'x'.repeat(256 * 1024)}</Message>`, 'too large'],
])('an error document of %s says so', (_name, inside, says) => {
  const body = error(inside);
  expect(parseErrorDocument(body)).toBeNull();
  expect(describeExcess('error', body, body.length)).toContain(says);
});

test('what servers send is read', () => {
  const body = error(`<CanonicalRequest>${'x'.repeat(200 * 1024)}</CanonicalRequest>`);
  expect(describeExcess('error', body, body.length)).toBeNull();
  expect(parseErrorDocument(body)?.Code).toBe('A');
  const listing = Buffer.from(
    `<ListAllMyBucketsResult>${`<Bucket>${element('Name')}${element('CreationDate')}</Bucket>`.repeat(10_000)}</ListAllMyBucketsResult>`,
  );
  expect(describeExcess('output', listing, listing.length)).toBeNull();
  expect(describeExcess('output', listing, 17 * 1024 * 1024)).toContain('too large');
  expect(describeExcess('output', Buffer.alloc(320_000, '<a/>'.repeat(4)), 320_000)).toBeNull();
  expect(describeExcess('output', Buffer.alloc(400_000, '<'), 400_000)).toContain('more than 90000 tags');
});

test('a document that comes in pieces is measured as a whole', () => {
  const watch = watchDocument('error');
  for (let tags = 0; tags < 2000; tags += 500) {
    expect(watch.see(Buffer.from('<a>'.repeat(500)))).toBeNull();
  }
  expect(watch.see(Buffer.from('<'))).toContain('more than 2000 tags');
  const long = watchDocument('output');
  expect(long.see(Buffer.from(`<Name>${'x'.repeat(10_000)}`))).toBeNull();
  expect(long.see(Buffer.from('x'.repeat(10_000)))).toContain('a text or a tag of more than 16384 bytes');
});
