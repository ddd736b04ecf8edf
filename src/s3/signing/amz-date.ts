let lastSecond = Number.NaN;
let lastText = '';

/** A time as AWS signatures write it: 20260131T235959Z. Every request needs it several times, so the last is kept. */
export function formatAmzDate(date: Date): string {
  const second = Math.floor(date.getTime() / 1000);
  if (second !== lastSecond) {
    lastText = `${date.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
    lastSecond = second;
  }
  return lastText;
}

/** Reads what formatAmzDate writes; undefined for anything else. */
export function parseAmzDate(text: string | undefined): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
