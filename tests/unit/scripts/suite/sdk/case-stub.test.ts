import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeStub } from '../../../../../scripts/suite/sdk/case-stub.js';

test('a new input becomes the parameter of a step, in a file that no loader of cases takes', () => {
  const { name, text } = writeStub({
    kind: 'input',
    name: 'CopyObjectRequest.AnnotationDirective',
    operations: ['CopyObject'],
  });
  expect(name).toBe('input-copy-object-request-annotation-directive.txt');
  expect(parse(text)).toMatchObject([
    {
      case: 'copy-object-request-annotation-directive',
      level: 'aws',
      reference: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html',
      steps: [{ operation: 'CopyObject', parameters: { AnnotationDirective: 'VALUE' } }],
    },
  ]);
});

test('a value of an enumeration is given to a parameter that is yet to be named', () => {
  const { text } = writeStub({ kind: 'value', name: 'StorageClass.FSX_ONTAP', operations: [] });
  expect(text).toContain('PARAMETER: "FSX_ONTAP"');
});

test('a new operation gets a step without parameters, and says what is new', () => {
  const { text } = writeStub({ kind: 'operation', name: 'GetBucketAbac', operations: ['GetBucketAbac'] });
  expect(text).toContain('# New in the API: the operation GetBucketAbac.');
  expect(parse(text)).toMatchObject([{ steps: [{ operation: 'GetBucketAbac', parameters: {} }] }]);
});
