import { describe, expect, test } from 'vitest';
import { errorAt } from '../../../../src/config/text/diagnostic.js';
import { hideInMessages } from '../../../../src/config/text/hide-in-messages.js';
import { renderDiagnostic } from '../../../../src/config/text/render-diagnostic.js';

/** The lines of a text as a frame shows them. */
function shown(text: string): string {
  const file = { name: 'a.yaml', text };
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const start = lines.slice(0, index).join('\n').length + (index === 0 ? 0 : 1);
      const rendered = renderDiagnostic(errorAt({ file, start, end: start + 1 }, 'x', 'wrong'));
      return line.trim() === '' ? line : (rendered.split('\n')[1] ?? '').replace(/^ +\d+ \| /, '');
    })
    .join('\n');
}

describe('of a credential the keys, its name and its ids are shown', () => {
  test.each([
    [
      '- { name: main, access_key: AK, secret_kye: abc }',
      '- { name: main, access_key: AK, secret_kye: *** }',
    ],
    ['- { name: main, access_key: AK, mine: abc }', '- { name: main, access_key: AK, mine: *** }'],
    [
      'credentials: [{ name: Data Owner, arn: arn:aws:iam::1:user/a, x: b }]',
      'credentials: [{ name: Data Owner, arn: arn:aws:iam::1:user/a, x: * }]',
    ],
    ['credentials:\n  - main=AK:abc', 'credentials:\n  - ***********'],
    ['credential: AK:abc', 'credential: ******'],
    ['credential: main', 'credential: main'],
    ['{ operation: ListBuckets, credential: Owner }', '{ operation: ListBuckets, credential: Owner }'],
    [
      'request: { credential: { access_key: AK, key: abc }, path: /b }',
      'request: { credential: { access_key: AK, key: *** }, path: /b }',
    ],
    [
      'credentials:\n  - name: a\n    Abc9: secret_key\nregion: us-east-1',
      'credentials:\n  - name: a\n    ***** **********\nregion: us-east-1',
    ],
    ['access_key: "${AWS_ACCESS_KEY_ID:-demo}"', 'access_key: "${AWS_ACCESS_KEY_ID:-demo}"'],
    ['pw: abc\nsecret_key: "${mine}"\nmine: abc', 'pw: ***\nsecret_key: *${mine}*\nmine: ***'],
    ['a: &mine abc\nsecret_key: *mine', 'a: &mine ***\nsecret_key: *****'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('what says nothing of a secret is shown', () => {
  test.each([
    'bucket: my-bucket',
    'parameters: { continuation_token: abc, key: a/b, version_id: v }',
    'title: a wrong secret key is refused',
    'request: { path: /b/k, signature: flip }',
    'endpoint_url: http://127.0.0.1:9000',
    'expected_result: { error_code: SignatureDoesNotMatch }',
    'credentials: [{ name: a, anonymous: true }]\nregion: us-east-1\ntimeout: 5',
  ])('%s', (text) => {
    expect(shown(text)).toBe(text);
  });
});

describe('of a link what lets its holder in is hidden', () => {
  test.each([
    ['endpoint_url: me:word@127.0.0.1:1', 'endpoint_url: *******@127.0.0.1:1'],
    ['endpoint_url: http://me:wo/rd@h', 'endpoint_url: http://********@h'],
    ['config: { endpoint_url: "//me:word@h" }', 'config: { endpoint_url: **********@h" }'],
    ['endpoint_url: http://h/?X-Amz-Signature=abc', 'endpoint_url: http://h/?*******************'],
    [
      '- request: { url: "http://h/b?X-Amz-Signature=abc" }',
      '- request: { url: "http://h/b?*******************" }',
    ],
    ['url: http://me:word@h/b', 'url: http://*******@h/b'],
    ['path: /b?list-type=2&prefix=a', 'path: /b?list-type=2&prefix=a'],
  ])('%s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

describe('a message', () => {
  function told(secret: string, message: string, hint?: string): string {
    const file = { name: 'a.yaml', text: `secret_key: ${secret}\n` };
    return renderDiagnostic(hideInMessages(errorAt({ file, start: 0, end: 1 }, 'x', message, hint)));
  }

  test('quotes nothing that is hidden, nor the beginning of it', () => {
    const long = 'Zq9'.repeat(30);
    expect(told(long, `found the text "${long.slice(0, 40)}…"`)).toContain('found the text "***"');
    expect(told('a-b', 'there is no tag !a-b')).toContain('there is no tag !***');
    expect(told('"x\\x41y9"', 'found the text "xAy9"', 'quote it: "xAy9"')).toMatch(
      /"\*\*\*"[\s\S]*"\*\*\*"/,
    );
  });

  test('keeps our own words, and the keys of a credential', () => {
    const message = 'a credential has no key "secret_kye", expected a list, found nothing';
    expect(told('nothing', message, 'did you mean "secret_key"?')).toContain(message);
    expect(told('secret_key', message, 'did you mean "secret_key"?')).toContain('did you mean "secret_key"?');
    expect(told('demo-secret', message)).toContain(message);
  });
});
