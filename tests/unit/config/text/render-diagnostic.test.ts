import { describe, expect, test } from 'vitest';
import { errorAt, inOrderOfText } from '../../../../src/config/text/diagnostic.js';
import { renderDiagnostic } from '../../../../src/config/text/render-diagnostic.js';

function frameOf(text: string, marked: string): string {
  const start = text.indexOf(marked);
  const file = { name: 'a.yaml', text };
  return renderDiagnostic(errorAt({ file, start, end: start + marked.length }, 'x', 'wrong', 'do this'));
}

test('a diagnostic has its place, the line it stands in, a pointer and what to do', () => {
  expect(frameOf('a: 1\nb: [two, three]\n', 'three')).toBe(
    ['a.yaml:2:10: error: wrong', '  2 | b: [two, three]', '    |          ^^^^^', '  = do this'].join('\n'),
  );
});

test('the pointer ends with the line, and a long line is cut around it', () => {
  expect(frameOf('a: {\n  b: 1 }\n', '{\n  b: 1 }')).toContain('\n    |    ^\n');
  const long = frameOf(`a: [ ${'x, '.repeat(100)}here ]`, 'here');
  const [line = '', pointer = ''] = long.split('\n').slice(1);
  expect(line.length).toBeLessThan(130);
  expect(line.slice(pointer.indexOf('^'), pointer.lastIndexOf('^') + 1)).toBe('here');
});

describe('secrets do not show', () => {
  test.each<readonly [line: string, shown: string]>([
    ['secret_key: my secret, with a comma', `secret_key: ${'*'.repeat(23)}`],
    ['- { name: main, secret_key: abc, region: here }', '- { name: main, secret_key: ***, region: here }'],
    ["- { secret_key: 'a, b', wrong: here }", '- { secret_key: ******, wrong: here }'],
    ['{ "session_token": "abc", wrong: here }', '{ "session_token": *****, wrong: here }'],
    ['sse_customer_key: abc', 'sse_customer_key: ***'],
    ['SSECustomerKey: abc', 'SSECustomerKey: ***'],
    ['secret_key: ${AWS_SECRET_ACCESS_KEY}', 'secret_key: ${AWS_SECRET_ACCESS_KEY}'],
    ['key: not a secret', 'key: not a secret'],
  ])('%s', (line, shown) => {
    expect(frameOf(line, line.slice(0, 1)).split('\n')[1]).toBe(`  1 | ${shown}`);
  });

  test('also where they stand on the next line', () => {
    expect(frameOf('secret_key: >-\n  my secret\n', 'my').split('\n')[1]).toBe('  2 |   ** ******');
  });
});

test('diagnostics are told file by file, in the order of the text', () => {
  const one = { name: 'one.yaml', text: 'abcdef' };
  const two = { name: 'two.yaml', text: 'abcdef' };
  const at = (file: typeof one, start: number) =>
    errorAt({ file, start, end: start + 1 }, 'x', `${file.name} ${start}`);
  const missing = { code: 'x', severity: 'error', message: 'three.yaml', file: 'three.yaml' } as const;
  const ordered = inOrderOfText([at(two, 3), at(one, 4), missing, at(two, 1), at(one, 0)]);
  expect(ordered.map(({ message }) => message)).toEqual([
    'two.yaml 1',
    'two.yaml 3',
    'one.yaml 0',
    'one.yaml 4',
    'three.yaml',
  ]);
});
