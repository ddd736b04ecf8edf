/**
 * The dialects that are meant by `boto3@1.36`, or by `boto3` for all versions of it: names such as `boto3@1.36.2`, the oldest
 * version first.
 */
export function chooseDialects(wanted: string, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name === wanted || name.startsWith(`${wanted}@`) || isWithin(name, wanted))
    .toSorted(compareVersions);
}

/** Whether a dialect is of a version that is named in part: 1.36.2 is of 1.36, and 1.360 is not. */
function isWithin(name: string, wanted: string): boolean {
  return wanted.includes('@') && name.startsWith(`${wanted}.`);
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
