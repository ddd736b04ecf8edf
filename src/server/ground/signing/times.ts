/** How far a request's time may be from the server's. */
export const maxSkewMs = 15 * 60 * 1000;

const amzDate = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

let lastText = '';
let lastTime = Number.NaN;

/** Reads `20261122T203000Z`; NaN where it is no such time. Requests of one second have the same, so the last is kept. */
export function parseAmzDate(text: string): number {
  if (text !== lastText) {
    lastTime = readAmzDate(text);
    lastText = text;
  }
  return lastTime;
}

function readAmzDate(text: string): number {
  const match = amzDate.exec(text);
  if (match === null) {
    return Number.NaN;
  }
  const [, year, month, day, hour, minute, second] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Writes `20261122T203000Z`. */
export function formatAmzDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Writes an ISO 8601 time with milliseconds set to zero, as S3 does. */
export function formatIso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}.000Z`;
}
