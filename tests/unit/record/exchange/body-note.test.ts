import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { noteBody } from '../../../../src/record/exchange/body-note.js';

function note(text: string | Uint8Array, mayHoldText = true, keepsText = true) {
  const body = noteBody(mayHoldText);
  body.add(Buffer.from(text));
  return body.end(keepsText);
}

test('a body has its length and its hash', () => {
  const sha256 = createHash('sha256').update('hello').digest('hex');
  expect(note('hello')).toEqual({ length: 5, sha256 });
});

test.each(['<a/>', ' {"a":1}', '[1]'])('the document %s is kept', (text) => {
  expect(note(text)).toMatchObject({ text });
});

test('nothing else is kept: no object, no other text, no bytes, nothing that is too large', () => {
  expect(note('<a/>', false)).not.toHaveProperty('text');
  expect(note('<a/>', true, false)).not.toHaveProperty('text');
  expect(note('hello')).not.toHaveProperty('text');
  expect(note(Buffer.from([0x3c, 0xff]))).not.toHaveProperty('text');
  expect(note('')).not.toHaveProperty('text');
  expect(note(`<a>${'x'.repeat(600_000)}</a>`)).not.toHaveProperty('text');
});
