import { absent, type RegisterOperation } from '../../../src/consistency/checkers/register/register.js';

/** Whether operations on a register are linearizable, found by trying every order: for at most 30 operations. */
export function tryAllOrders(operations: readonly RegisterOperation[]): boolean {
  const tried = new Set<string>();
  const required = operations.reduce(
    (bits, { optional }, index) => (optional ? bits : bits | (1 << index)),
    0,
  );

  function canEnd(done: number, value: number): boolean {
    if ((required & ~done) === 0) {
      return true;
    }
    const name = `${done} ${value}`;
    if (tried.has(name)) {
      return false;
    }
    tried.add(name);
    const left = operations.map((_, index) => index).filter((index) => (done & (1 << index)) === 0);
    const firstReturn = Math.min(...left.map((index) => operations[index]?.return ?? 0));
    return left.some((index) => {
      const operation = operations[index];
      return (
        operation !== undefined &&
        operation.call <= firstReturn &&
        (operation.asks === 'anything' || (operation.asks === 'equal') === (operation.value === value)) &&
        canEnd(done | (1 << index), operation.sets ?? value)
      );
    });
  }

  return canEnd(0, absent);
}
