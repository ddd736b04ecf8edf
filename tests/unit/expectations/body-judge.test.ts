import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpectedBytes } from '../../../src/expectations/body-judge.js';
import { bodyJudge, judge, normalizeExpectation } from '../../../src/expectations/index.js';
import { unknownValue } from '../../../src/operations/index.js';
import { observed } from './observed.js';

/** Gives bytes in pieces of the given size, as a generator or a file would. */
function inPieces(bytes: Uint8Array, piece: number, onReturn?: () => void): ExpectedBytes {
  return {
    size: bytes.length,
    async *open() {
      try {
        for (let at = 0; at < bytes.length; at += piece) {
          yield bytes.subarray(at, at + piece);
        }
      } finally {
        onReturn?.();
      }
    },
  };
}

/** Gives bytes that are at hand, which nobody need read piece by piece. */
function atHand(bytes: Uint8Array): ExpectedBytes {
  return {
    size: bytes.length,
    bytes,
    open: () => {
      throw new Error('opened');
    },
  };
}

async function compare(source: ExpectedBytes, received: Uint8Array, chunk: number) {
  const judged = bodyJudge({ body: { size: source.size, seed: 1 } }, () => source);
  if (!judged) {
    throw new Error('nothing is compared');
  }
  for (let at = 0; at < received.length; at += chunk) {
    await judged.sink.write(received.subarray(at, at + chunk));
  }
  await judged.sink.end(true);
  return judged.verdict().get('body');
}

describe('bodyJudge', () => {
  it('finds the first difference whatever the chunks', async () => {
    const bytes = fc.uint8Array({ maxLength: 300, max: 3 });
    const step = fc.integer({ min: 1, max: 100 });
    await fc.assert(
      fc.asyncProperty(bytes, bytes, fc.boolean(), step, step, async (left, other, same, piece, chunk) => {
        const right = same ? left.slice() : other;
        let offset = 0;
        while (offset < left.length && left[offset] === right[offset]) {
          offset += 1;
        }
        const isEqual = offset === left.length && offset === right.length;
        const difference = isEqual ? null : { offset, expectedSize: left.length };
        expect(await compare(inPieces(left, piece), right, chunk)).toEqual(difference);
        expect(await compare(atHand(left), right, chunk)).toEqual(difference);
      }),
    );
  });

  it('has nothing to wait for where the expected bytes are at hand', () => {
    const judged = bodyJudge({ body: { size: 3, seed: 1 } }, () => atHand(Buffer.from('abc')));
    expect(judged?.sink.write(Buffer.from('ab'))).toBeUndefined();
    expect(judged?.sink.write(Buffer.from('x'))).toBeUndefined();
    expect(judged?.sink.end(true)).toBeUndefined();
    expect(judged?.verdict()).toEqual(new Map([['body', { offset: 2, expectedSize: 3 }]]));
  });

  it('stops reading expected bytes at the first difference', async () => {
    let returned = 0;
    const source = inPieces(Buffer.from('abcdef'), 2, () => returned++);
    const judged = bodyJudge({ body: { size: 6, seed: 1 } }, async () => source);
    await judged?.sink.write(Buffer.from('abx'));
    await judged?.sink.write(Buffer.from('def'));
    await judged?.sink.end(true);
    expect(returned).toBe(1);
    expect(judged?.verdict()).toEqual(new Map([['body', { offset: 2, expectedSize: 6 }]]));
  });

  it('is not needed where the head of the body is enough', () => {
    const open = () => {
      throw new Error('opened');
    };
    expect(bodyJudge(normalizeExpectation({ body: 'text' }), open)).toBeNull();
    expect(bodyJudge(normalizeExpectation({ body: { size: '5GiB', sha256: 'x' } }), open)).toBeNull();
    expect(bodyJudge(normalizeExpectation({ status_code: 200 }), open)).toBeNull();
    expect(
      bodyJudge(normalizeExpectation({ body: unknownValue, status_code: unknownValue }), open),
    ).toBeNull();
  });

  it('compares a text that is larger than the head', async () => {
    const text = 'y'.repeat(2 ** 20 + 5);
    const expectation = normalizeExpectation({ body: text });
    const judged = bodyJudge(expectation, () => {
      throw new Error('opened');
    });
    await judged?.sink.write(Buffer.from(`${text.slice(0, -1)}z`));
    await judged?.sink.end(true);
    expect(judged?.verdict()).toEqual(
      new Map([['body', { offset: 2 ** 20 + 4, expectedSize: 2 ** 20 + 5 }]]),
    );
  });

  it('compares every form of any_of, one_of and equals, and judge reads the findings', async () => {
    const bytes: Readonly<Record<string, string>> = { a: 'aaa', b: 'bbb', c: 'ccc' };
    const form = (seed: string) => ({ size: 3, seed });
    const expectation = normalizeExpectation({
      body: { one_of: [form('a'), { equals: form('b') }] },
      any_of: [{ body: form('c') }, { body: { size: 3 } }],
    });
    const judged = bodyJudge(expectation, (form) =>
      inPieces(Buffer.from(bytes[(form as { seed: string }).seed] ?? ''), 2),
    );
    await judged?.sink.write(Buffer.from('bbb'));
    await judged?.sink.end(true);
    const verdict = judged?.verdict();
    expect(verdict).toEqual(
      new Map([
        ['body.one_of[0]', { offset: 0, expectedSize: 3 }],
        ['body.one_of[1].equals', null],
        ['any_of[0].body', { offset: 0, expectedSize: 3 }],
      ]),
    );
    if (!verdict) {
      throw new Error('no verdict');
    }
    expect(judge(expectation, observed({ body: 'bbb', bodyVerdict: verdict }))).toEqual([]);
    expect(
      judge(
        { ...expectation, any_of: [{ body: form('c') }] },
        observed({ body: 'bbb', bodyVerdict: verdict }),
      ),
    ).toEqual([
      {
        path: 'any_of[0].body',
        expected: { size: 3, seed: 'c' },
        actual: { size: 3, head: 'bbb', first_difference: 0 },
      },
    ]);
  });

  it('lets go of the expected bytes at the first difference', async () => {
    let released = 0;
    const expected = inPieces(Buffer.from('abcdef'), 1, () => {
      released += 1;
    });
    const judged = bodyJudge({ body: 'file://abcdef' }, async () => expected);
    await judged?.sink.write(Buffer.from('abX'));
    expect(released).toBe(1);
    await judged?.sink.end(true);
    expect(judged?.verdict().get('body')).toEqual({ offset: 2, expectedSize: 6 });
  });

  it('passes on why the expected bytes cannot be had', async () => {
    const judged = bodyJudge({ body: 'file://gone' }, () => {
      throw new Error('no such file: gone');
    });
    await expect(judged?.sink.write(Buffer.from('a'))).rejects.toThrow('no such file: gone');
  });
});
