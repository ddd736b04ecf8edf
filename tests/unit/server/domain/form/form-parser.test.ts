import { describe, expect, test } from 'vitest';
import { FormParser } from '../../../../../src/server/domain/form/form-parser.js';

describe('FormParser', () => {
  test.each([1, 3, 1000])('reads a form in pieces of %i bytes', (size) => {
    const body = [
      '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\nb\r\n',
      '--B\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\nContent-Type: text/plain\r\n\r\n',
      'data\r\n--Bx\r\nmore\r\n--B--\r\n',
    ].join('');
    const seen: string[] = [];
    let data = '';
    const parser = new FormParser('B', {
      field: (name, value) => seen.push(`${name}=${value}`),
      file: (name) => seen.push(`file ${name}`),
      fileData: (chunk) => {
        data += chunk.toString();
      },
    });
    for (let at = 0; at < body.length; at += size) {
      parser.write(Buffer.from(body.slice(at, at + size)));
    }
    expect(parser.isDone).toBe(true);
    expect(seen).toEqual(['key=a\r\nb', 'file f.txt']);
    expect(data).toBe('data');
  });
});
