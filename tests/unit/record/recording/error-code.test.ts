import { expect, test } from 'vitest';
import { errorCodeOf } from '../../../../src/record/recording/error-code.js';
import { emptySha256, sampleLine } from './sample-line.js';

function answered(status: number, text?: string) {
  const body = { length: text?.length ?? 0, sha256: emptySha256, ...(text !== undefined && { text }) };
  return sampleLine({ response: { status, headers: [], body } });
}

test('is that of the document, or else the status; what went well or was never answered has none', () => {
  expect(errorCodeOf(answered(404, '<Error><Code>NoSuchKey</Code></Error>'))).toBe('NoSuchKey');
  expect(errorCodeOf(answered(404))).toBe('404');
  expect(errorCodeOf(answered(304))).toBe('304');
  expect(errorCodeOf(answered(200, '<Code>a</Code>'))).toBeNull();
  expect(errorCodeOf(sampleLine({ response: null }))).toBeNull();
});
