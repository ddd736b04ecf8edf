import type { Condition, HistoryOperation } from '../history/types.js';
import { isDelete, isWrite, type KeyHistory } from './key-history.js';
import { absent, type RegisterOperation } from './register/register.js';

/** The operations on a key as those on a register; `sources` are the operations of the history, by the same index. */
export interface KeyRegister {
  readonly operations: readonly RegisterOperation[];
  readonly sources: readonly HistoryOperation[];
}

type Asked = Pick<RegisterOperation, 'asks' | 'value'>;
type Times = Pick<RegisterOperation, 'call' | 'return' | 'optional'>;

const nothing: Asked = { asks: 'anything', value: absent };
const presence: Asked = { asks: 'different', value: absent };

/**
 * Sees a key as a register. Writes and deletes set its value, under their condition; a refusal by 412 or 404 says that the
 * condition was false; whole readings find the value. What says nothing of the state is left out.
 */
export function toRegister(history: KeyHistory): KeyRegister {
  const operations: RegisterOperation[] = [];
  const sources: HistoryOperation[] = [];
  const numbers = new Map<number, number>();
  const numberOf = (value: number | null): number => {
    if (value === null) {
      return absent;
    }
    const number = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, number);
    return number;
  };
  const add = (source: HistoryOperation, times: Times, { asks, value }: Asked, sets: number | null) => {
    // Spelled out, since there are as many of these as there are operations: a spread takes many times as long.
    operations.push({ call: times.call, return: times.return, asks, value, sets, optional: times.optional });
    sources.push(source);
  };
  const conditionOf = (condition: Condition | undefined): Asked => {
    if (!condition) {
      return nothing;
    }
    if (condition.if_none_match !== undefined) {
      return { asks: 'equal', value: absent };
    }
    const value = condition.if_match_value ?? history.valueOfEtag.get(condition.if_match ?? '');
    return value === undefined ? presence : { asks: 'equal', value: numberOf(value) };
  };
  const written = new Set<number>();
  for (const operation of history.operations) {
    const { call, condition, value } = operation;
    if (isWrite(operation) && value !== undefined) {
      const mutation = history.writeOf.get(value);
      if (mutation && !written.has(value)) {
        written.add(value);
        const times = timesOf(mutation.acknowledged, mutation.call, mutation.operation.return);
        add(mutation.operation, times, conditionOf(mutation.operation.condition), numberOf(value));
      }
    } else if (isDelete(operation)) {
      add(
        operation,
        timesOf(operation.outcome === 'ok', call, operation.return),
        conditionOf(condition),
        absent,
      );
    } else if (operation.outcome === 'refused' && condition) {
      const asked = refusalOf(operation, conditionOf(condition));
      if (asked) {
        add(operation, timesOf(true, call, operation.return), asked, null);
      }
    }
  }
  for (const { operation, value, call, return: returned } of history.readings) {
    add(operation, timesOf(true, call, returned), { asks: 'equal', value: numberOf(value) }, null);
  }
  return { operations, sources };
}

/** One that is not acknowledged may happen at any time after its call, or never. */
function timesOf(acknowledged: boolean, call: number, returned: number | null): Times {
  return acknowledged && returned !== null
    ? { call, return: returned, optional: false }
    : { call, return: Number.POSITIVE_INFINITY, optional: true };
}

/**
 * What a refusal says of the state. 404 answers If-Match where there is no object; a copy or a completion may mean its
 * source or its upload by it. 409 says that others were writing, which is always possible.
 */
function refusalOf({ op, status, code, condition }: HistoryOperation, asked: Asked): Asked | null {
  if (status === 412) {
    return asked.asks === 'equal' ? { asks: 'different', value: asked.value } : null;
  }
  const isOfKey = op === 'put' || op === 'delete' || (op === 'complete' && code === 'NoSuchKey');
  return status === 404 && isOfKey && condition?.if_match !== undefined
    ? { asks: 'equal', value: absent }
    : null;
}
