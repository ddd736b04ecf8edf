import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkOutputPath,
  findOperation,
  type OutputPathOptions,
  operationNames,
  savedRoots,
} from '../../../../src/operations/index.js';
import { anyOperationName, operationOf } from '../any-values.js';

function check(name: string, expression: string, options?: OutputPathOptions) {
  const operation = findOperation(name);
  if (!operation) {
    throw new Error(`no operation ${name}`);
  }
  return checkOutputPath(operation, expression, options);
}

describe('paths into an output', () => {
  test.each([
    ['ListObjectsV2', 'Contents[0].Key'],
    ['ListObjectsV2', 'Contents[].Owner.ID'],
    ['ListObjectsV2', 'Contents[*].{name: Key, size: Size}[].name'],
    ['ListObjectsV2', "Contents[?Key == 'a' && Size > `3`].Size | [0]"],
    ['ListObjectsV2', 'sort_by(Contents, &Key)[-1].ETag'],
    ['ListObjectsV2', 'max_by(Contents, &Size).Key'],
    ['ListObjectsV2', 'map(&Key, Contents)'],
    ['ListObjectsV2', 'length(Contents)'],
    ['ListObjectsV2', 'Contents[1:3].Key'],
    ['ListObjectsV2', '[KeyCount, MaxKeys][0]'],
    ['ListObjectsV2', 'let $c = Contents in $c[0].Key'],
    ['ListObjectsV2', '$.Contents[].Key || @.CommonPrefixes[].Prefix'],
    ['ListObjectsV2', 'IsTruncated ? NextContinuationToken : Name'],
    ['ListObjectsV2', 'Contents[].ChecksumAlgorithm[]'],
    ['ListBucketVersions', 'Versions[].VersionId'],
    ['HeadObject', 'Metadata.anything'],
    ['HeadObject', 'Metadata."with-dash"'],
    ['GetObjectTagging', "TagSet[?Key=='a'].Value"],
    ['DeleteObjects', 'Errors[0].Code'],
  ])('%s: %s is right', (operation, expression) => {
    expect(check(operation, expression)).toEqual([]);
  });

  test('a misspelt name is an error with the nearest', () => {
    expect(check('ListObjectsV2', 'Content[0].Key')).toEqual([
      {
        severity: 'error',
        code: 'unknown-output',
        path: [],
        message: 'the output of ListObjectsV2 has no field "Content"',
        suggestion: 'Contents',
      },
    ]);
  });

  test.each([
    ['Contents[].key', 'Object has no field "key"', 'Key'],
    ['contents', 'the output of ListObjectsV2 has no field "contents"', 'Contents'],
    ['sort_by(Contents, &Sise)', 'Object has no field "Sise"', 'Size'],
    ["Contents[?Kex == 'a']", 'Object has no field "Kex"', 'Key'],
    ['Contents[*].{a: Kez}', 'Object has no field "Kez"', 'Key'],
    ['Contents[*].{a: Key}[].b', 'the map has no field "b"', 'a'],
    ['let $c = Contents in $c[0].Keyy', 'Object has no field "Keyy"', 'Key'],
    ['Contents[].Owner.Id', 'Owner has no field "Id"', 'ID'],
    ['lenght(Contents)', 'JMESPath has no function "lenght"', 'length'],
    ['Contents.Key', '"Key" is a field of the items, not of the list: use [].Key', undefined],
    ['Name.length', '"length" is a field of a value that has no fields', undefined],
    ['Name[0]', 'a value is not a list and has no items', undefined],
    ['Contents[0].Owner[0]', 'Owner is not a list and has no items', undefined],
  ])('%s is wrong', (expression, message, suggestion) => {
    const problems = check('ListObjectsV2', expression);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0]?.suggestion).toBe(suggestion);
  });

  test('all wrong names are reported, each once', () => {
    expect(check('ListObjectsV2', '[Foo, Bar, Foo]')).toHaveLength(2);
  });

  test('an expression that cannot be read is an error', () => {
    expect(check('ListObjectsV2', 'Contents[')).toMatchObject([{ code: 'invalid-expression' }]);
  });

  test('a streamed body is not part of the output', () => {
    expect(check('GetObject', 'Body')).toMatchObject([{ code: 'unknown-output' }]);
  });

  test('every output name of every operation is right, and no name with a letter more', () => {
    for (const name of operationNames()) {
      for (const { name: member, kind } of findOperation(name)?.output ?? []) {
        if (kind === 'stream') {
          continue;
        }
        expect(check(name, `"${member}"`)).toEqual([]);
        expect(check(name, `"${member}x"`)).toHaveLength(1);
      }
    }
  });
});

describe('paths of what a step saves', () => {
  const roots = { roots: savedRoots };

  test.each(['UploadId', 'headers.x-amz-request-id', 'headers.etag', 'status', 'body', 'error.Code'])(
    '%s is right',
    (expression) => {
      expect(check('CreateMultipartUpload', expression, roots)).toEqual([]);
    },
  );

  test('parameters are known by all of their names', () => {
    expect(check('UploadPart', '{PartNumber: parameters.PartNumber, ETag: ETag}', roots)).toEqual([]);
    expect(check('UploadPart', 'parameters.part_number', roots)).toEqual([]);
    expect(check('UploadPart', 'parameters.part_nummer', roots)).toMatchObject([
      { suggestion: 'PartNumber' },
    ]);
  });

  test('without the option they are not known', () => {
    expect(check('CreateMultipartUpload', 'status')).toMatchObject([{ code: 'unknown-output' }]);
  });
});

test('whatever the expression is, checking it does not throw', () => {
  const tokens = fc.constantFrom(
    'Contents',
    'Key',
    '.',
    '[',
    ']',
    '[]',
    '*',
    '[*]',
    '[?',
    '|',
    '&',
    '(',
    ')',
    'sort_by',
    ',',
    '==',
    '$',
    '@',
    '`1`',
    '{',
    'a:',
    '}',
    ' ',
    '0',
    '-1',
    ':',
    '!',
    '||',
    '&&',
    'headers',
  );
  const expressions = fc.oneof(
    fc.string(),
    fc.array(tokens, { maxLength: 12 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anyOperationName, expressions, (name, expression) => {
      for (const { code } of checkOutputPath(operationOf(name), expression, { roots: savedRoots })) {
        expect(['invalid-expression', 'unknown-output']).toContain(code);
      }
    }),
    { numRuns: 500 },
  );
});
