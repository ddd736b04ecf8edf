type Expected = Readonly<Record<string, unknown>>;

/** The status and the error code that an expectation asks for: `412 PreconditionFailed`; null where it asks for neither. */
export function describeWanted(expected: Expected): string | null {
  const { any_of, ...own } = expected;
  if (Array.isArray(any_of)) {
    const choices = any_of.map((one: Expected) => describeWanted({ ...own, ...one }));
    return [...new Set(choices.filter((choice) => choice !== null))].join(' or ') || null;
  }
  const { success, status_code, error_code } = own;
  const parts = [status_code, error_code].flatMap((part) => (part === undefined ? [] : [sayChoice(part)]));
  if (parts.length > 0) {
    return parts.join(' ');
  }
  if (success === undefined) {
    return null;
  }
  return success === true ? 'success' : 'a refusal';
}

function sayChoice(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).join('/');
}
