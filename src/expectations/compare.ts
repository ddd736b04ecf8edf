const isoTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;
const httpTime = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const amzTime = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Reads a date, or an ISO 8601, HTTP (RFC 9110) or x-amz-date text, as milliseconds since 1970; else null. */
export function readTime(value: unknown): number | null {
  if (value instanceof Date) {
    return finite(value.getTime());
  }
  if (typeof value !== 'string') {
    return null;
  }
  if (isoTime.test(value) || httpTime.test(value)) {
    return finite(Date.parse(value));
  }
  const amz = amzTime.exec(value);
  return amz ? finite(Date.parse(value.replace(amzTime, '$1-$2-$3T$4:$5:$6Z'))) : null;
}

/** Reads a number, also from the decimal text that a header carries; else null. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

/** Orders two numbers or two times: negative, zero or positive; null where they cannot be compared. */
export function compareOrdered(left: unknown, right: unknown): number | null {
  for (const read of [readNumber, readTime]) {
    const [a, b] = [read(left), read(right)];
    if (a !== null && b !== null) {
      return a - b;
    }
  }
  return null;
}

/** Orders two texts by their UTF-8 bytes, as S3 orders keys. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}

/**
 * Says whether two scalars are the same value. Texts compare by their bytes, a date with a text as
 * times, a number or boolean with a text by its spelling; absent and null are the same.
 */
export function isSameScalar(expected: unknown, actual: unknown): boolean {
  const [left, right] = [expected ?? null, actual ?? null];
  if (left === null || right === null) {
    return left === right;
  }
  if (left instanceof Date || right instanceof Date) {
    const [a, b] = [readTime(left), readTime(right)];
    return a !== null && a === b;
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return Buffer.compare(left, right) === 0;
  }
  if (typeof left === 'object' || typeof right === 'object') {
    return false;
  }
  if (typeof left === 'string' || typeof right === 'string') {
    return String(left) === String(right);
  }
  return left === right;
}

function finite(milliseconds: number): number | null {
  return Number.isFinite(milliseconds) ? milliseconds : null;
}
