/** JMESPath in which the names of headers are quoted: after `headers.` one is unquoted, in any case and with dashes. */
export function quoteHeaderNames(expression: string): string {
  return expression.replaceAll(
    /\bheaders\.([\w-]+)/g,
    (_, name: string) => `headers."${name.toLowerCase()}"`,
  );
}
