/** @typedef {import('./compare-apis.js').Addition} Addition */

/**
 * The beginning of a case about something new, as the text of a file and its name. It is no case yet, and not called
 * one: what S3 does with the new thing, only its documentation says.
 * @param {Addition} addition
 * @returns {{ name: string, text: string }}
 */
export function writeStub({ kind, name, operations }) {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/g, '-').toLowerCase();
  const operation = operations[0] ?? 'OPERATION';
  return {
    name: `${kind}-${words}.txt`,
    text: [
      `# New in the API: the ${kind} ${name}${operations.length > 1 ? `, of ${operations.join(', ')}` : ''}.`,
      '# Read its page, write what S3 does, see the case fail, then move it into suite/<area>/<topic>.yaml.',
      `- case: ${words}`,
      '  title: WHAT S3 DOES, AS A FACT',
      `  feature: FEATURE`,
      '  level: aws',
      `  reference: https://docs.aws.amazon.com/AmazonS3/latest/API/API_${operation}.html`,
      '  provenance: documented',
      '  fixtures: { bucket: own }',
      '  steps:',
      `    - operation: ${operation}`,
      `      parameters: { ${parameterOf(kind, name)} }`,
      '      expected_result: { status_code: STATUS }',
      '',
    ].join('\n'),
  };
}

/**
 * @param {Addition['kind']} kind
 * @param {string} name
 */
function parameterOf(kind, name) {
  const [, member = ''] = name.split('.');
  switch (kind) {
    case 'input':
      return `${member}: VALUE`;
    case 'value':
      return `PARAMETER: "${member}"`;
    default:
      return '';
  }
}
