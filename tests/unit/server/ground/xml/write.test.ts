import { expect, test } from 'vitest';
import { parseDocument } from '../../../../../src/server/ground/xml/parse.js';
import { writeDocument } from '../../../../../src/server/ground/xml/write.js';

test('a document is written so that it reads back', () => {
  const written = writeDocument({ name: 'A', content: [{ name: 'B', content: 'a & <b> "c" \r é 😀' }] });
  expect(parseDocument(written).children[0]?.text).toBe('a & <b> "c" \r é 😀');
});
