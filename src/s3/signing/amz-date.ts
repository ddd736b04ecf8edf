/** A time as AWS signatures write it: 20260131T235959Z. */
export function formatAmzDate(date: Date): string {
  return `${date.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;
}
