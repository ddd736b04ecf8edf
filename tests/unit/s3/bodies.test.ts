import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BodySource, createBody, fileSink } from '../../../src/s3/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3tester-bodies-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function collect(body: BodySource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open()) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const read = async (form: unknown): Promise<Buffer> =>
  collect(await createBody(form, (reference) => reference.slice(7)));

describe('createBody', () => {
  test('makes every form', async () => {
    expect((await read('é')).toString('hex')).toBe('c3a9');
    expect((await read(42)).toString()).toBe('42');
    expect((await read(false)).toString()).toBe('false');
    expect(await read(null)).toHaveLength(0);
    expect((await read({ base64: '/wA=' })).toString('hex')).toBe('ff00');
    expect((await read(Buffer.from('raw'))).toString()).toBe('raw');
    expect((await read({ zeros: 3 })).toString('hex')).toBe('000000');
    expect((await read({ concat: ['a', { base64: 'Yg==' }, 3] })).toString()).toBe('ab3');
  });

  test.each([
    [['a list'], /a body is/],
    [{ siez: 1 }, /not siez/],
    [{ size: 'big' }, /size is a size/],
    [{ zeros: -1 }, /zeros is a size/],
    [{ range: [0, 'end'] }, /range is a size/],
    [{ range: [5, 1] }, /range is \[first, last\]/],
    [{ range: [0] }, /range is \[first, last\]/],
  ])('refuses %j', async (form, message) => {
    await expect(createBody(form, String)).rejects.toThrow(message);
  });

  test('knows its size, and holds only what is small', async () => {
    const small = await createBody({ size: '1MiB', seed: 1 }, String);
    expect(small).toMatchObject({ size: 2 ** 20, bytes: expect.any(Buffer) });
    const large = await createBody({ concat: [{ size: '1MiB' }, 'x'] }, String);
    expect(large.size).toBe(2 ** 20 + 1);
    expect(large.bytes).toBeUndefined();
    expect(await collect(large)).toHaveLength(2 ** 20 + 1);
    expect((await createBody({ zeros: '5TiB' }, String)).size).toBe(5 * 2 ** 40);
  });

  test('streams a large file, holds a small one, and says what is no file', async () => {
    const path = join(folder, 'a file');
    await writeFile(path, 'small');
    expect(await createBody(`file://${path}`, (reference) => reference.slice(7))).toMatchObject({
      size: 5,
      path,
    });
    await writeFile(path, Buffer.alloc(2 ** 20 + 5, 'x'));
    const body = await createBody(`file://${path}`, (reference) => reference.slice(7));
    expect(body.bytes).toBeUndefined();
    expect(await collect(body)).toHaveLength(2 ** 20 + 5);
    await expect(createBody('file://x', () => folder)).rejects.toThrow('not a file');
    await expect(createBody('file://x', () => join(folder, 'none'))).rejects.toThrow('ENOENT');
  });
});

describe('a generated body', () => {
  test('is the same keystream on every machine', async () => {
    const bytes = await read({ size: 1_000_000, seed: 7 });
    expect(bytes.subarray(0, 8).toString('hex')).toBe('f88c53f5e7068866');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'c412c41860e7dd3d13f5c6b07669083cf9b8ca1da6f5a9854ede3a004a3cdc0e',
    );
  });

  test('is made anywhere in it, as it is made from its beginning', async () => {
    const size = 600_000;
    const whole = await read({ size, seed: 's' });
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.nat(size), async (first, length) => {
        const last = Math.min(first + length, size - 1);
        const part = await read({ size, seed: 's', range: [first, last] });
        expect(part.equals(whole.subarray(first, last + 1))).toBe(true);
      }),
      { numRuns: 30 },
    );
    expect(await read({ size, seed: 's', range: [size - 5, size + 100] })).toHaveLength(5);
    expect(await read({ seed: 's', range: [5 * 2 ** 40, 5 * 2 ** 40 + 9] })).toHaveLength(10);
  });

  test('differs by its seed', async () => {
    expect((await read({ size: 16, seed: 1 })).equals(await read({ size: 16, seed: 2 }))).toBe(false);
  });
});

describe('fileSink', () => {
  test('leaves a file that is whole, or none', async () => {
    const below = join(folder, 'sink');
    const whole = fileSink(join(below, 'whole'));
    await whole.write(Buffer.from('one '));
    expect(await readdir(below)).not.toContain('whole');
    await whole.write(Buffer.from('two'));
    await whole.end(true);
    const broken = fileSink(join(below, 'broken'));
    await broken.write(Buffer.from('part'));
    await broken.end(false);
    await fileSink(join(below, 'empty')).end(true);
    expect((await readdir(below)).sort()).toEqual(['empty', 'whole']);
    expect((await read(`file://${join(below, 'whole')}`)).toString()).toBe('one two');
  });
});
