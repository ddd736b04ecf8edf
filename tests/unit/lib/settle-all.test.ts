import { describe, expect, it } from 'vitest';
import { settleAll } from '../../../src/lib/settle-all.js';

describe('settleAll', () => {
  it('does the same with each in order, and has nothing to wait for where none of them waits', () => {
    const seen: number[] = [];
    expect(settleAll([1, 2, 3], (one) => void seen.push(one))).toBeUndefined();
    expect(seen).toEqual([1, 2, 3]);
  });

  it('waits for those that wait', async () => {
    const seen: string[] = [];
    const late = async (one: string): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      seen.push(one);
    };
    await settleAll(['a', 'b'], (one) => (one === 'a' ? late(one) : void seen.push(one)));
    expect(seen).toEqual(['b', 'a']);
  });

  it('rejects with what one of them throws, and still does it with the others', async () => {
    const seen: string[] = [];
    const settled = settleAll(['a', 'b'], (one) => {
      seen.push(one);
      if (one === 'a') {
        throw new Error('no');
      }
    });
    await expect(settled).rejects.toThrow('no');
    expect(seen).toEqual(['a', 'b']);
  });
});
