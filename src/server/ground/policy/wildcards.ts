const compiled = new Map<string, RegExp>();
const maxCompiled = 5000;

/** Whether text matches a pattern of a policy, where `*` is any text and `?` any character. */
export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  if (pattern === '*') {
    return true;
  }
  if (!/[*?]/.test(pattern)) {
    return ignoreCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;
  }
  const name = `${ignoreCase}${pattern}`;
  let expression = compiled.get(name);
  if (expression === undefined) {
    if (compiled.size >= maxCompiled) {
      compiled.clear();
    }
    const source = pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
    compiled.set(name, expression);
  }
  return expression.test(text);
}
