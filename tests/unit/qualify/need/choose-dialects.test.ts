import { expect, test } from 'vitest';
import { chooseDialects } from '../../../../src/qualify/need/choose-dialects.js';

const names = ['boto3@1.44', 'boto3@1.35', 'boto3@1.36.2', 'go@1.114', 'go@1.72', 'boto@2'];

test.each([
  ['boto3@1.36.2', ['boto3@1.36.2']],
  ['boto3@1.36', ['boto3@1.36.2']],
  ['boto3', ['boto3@1.35', 'boto3@1.36.2', 'boto3@1.44']],
  ['go', ['go@1.72', 'go@1.114']],
  ['boto3@1.3', []],
  ['java', []],
])('%s means %j', (wanted, dialects) => {
  expect(chooseDialects(wanted, names)).toEqual(dialects);
});
