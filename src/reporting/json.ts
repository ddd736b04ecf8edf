/** Any data as JSON, indented by two spaces, with a final line break. */
export function renderJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
