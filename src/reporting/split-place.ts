/** The file and the line of a place, `file:line`; null where there is none, or none that can be read. */
export function splitPlace(
  place: string | undefined,
): { readonly file: string; readonly line: number } | null {
  const [, file, line] = /^(.+):(\d{1,9})$/s.exec(place ?? '') ?? [];
  return file === undefined || line === undefined ? null : { file, line: Number(line) };
}
