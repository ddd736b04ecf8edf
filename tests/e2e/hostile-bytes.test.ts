import { isUtf8 } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatSummaries } from '../../src/reporting/format-names.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { readParts } from '../support/tamper.js';

/** What is no UTF-8 (a lone byte, half a letter, a surrogate, more than 4 bytes), C1 controls, CSI, a bidi override. */
const bytes = '\xff\xfe\xc3(\xed\xa0\x80\xf8\x88\x80\x80\x80\x9b31m\x85\xe2\x80\xae';
const markup = '&lt;script>alert(1)&lt;/script>';

const response = (status: string, body: string, isHead = false): Buffer =>
  Buffer.from(
    [
      `HTTP/1.1 ${status}`,
      `Server: S3${bytes}`,
      `x-amz-request-id: id${bytes}`,
      `x-amz-meta-note: ${bytes}<script>alert(1)</script>`,
      `ETag: "${bytes}"`,
      `Date: ${new Date().toUTCString()}`,
      'Content-Type: application/xml',
      'Connection: close',
      `Content-Length: ${isHead ? 0 : body.length}`,
      '',
      isHead ? '' : body,
    ].join('\r\n'),
    'latin1',
  );

const listing = `<?xml version="1.0"?><ListBucketResult><Name>${bytes}</Name><IsTruncated>false</IsTruncated><Contents><Key>k${bytes}${markup}</Key><Size>1</Size></Contents></ListBucketResult>`;
const refusal = `<?xml version="1.0"?><Error><Code>Odd${bytes}</Code><Message>m${bytes}${markup}</Message></Error>`;

function answer(head: string): Buffer {
  if (head.includes('list-type=2')) {
    return response('200 OK', listing);
  }
  if (head.startsWith('GET') && head.includes('/object')) {
    return response('200 OK', `body ${bytes}`);
  }
  return response(`403 No${bytes}`, refusal, head.startsWith('HEAD'));
}

const scenario = `config:
  credentials: [ { name: main, access_key: demo, secret_key: demo-secret } ]
test_cases:
  groups:
    - name: Bytes
      test:
        - { operation: ListObjectsV2, parameters: { bucket: hostile }, expected_result: { response: { Contents: [] } } }
        - { operation: GetObject, parameters: { bucket: hostile, key: object }, expected_result: { body: other, headers: { x-amz-meta-note: other } } }
        - { operation: DeleteObject, parameters: { bucket: hostile, key: gone } }
        - case: refused
          title: Who asks is refused
          steps:
            - { operation: PutObject, parameters: { bucket: hostile, key: new, body: one } }
`;

const sockets = new Set<Socket>();
let server: Server;
let url = '';
let cwd = '';

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (data) => socket.end(answer(data.toString('latin1'))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`;
  cwd = await makeFolder({ 's3tester.yaml': scenario });
});

afterAll(() => {
  for (const socket of sockets) {
    socket.destroy();
  }
  server.close();
});

/** What of a text that was written is not inert. */
function wrongIn(written: Buffer): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
  const unseen = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Bidi_Control}]/u.exec(written.toString('utf8'));
  return [
    ...(isUtf8(written) ? [] : ['no UTF-8']),
    ...(unseen === null ? [] : [`U+${unseen[0].codePointAt(0)?.toString(16)} at ${unseen.index}`]),
  ];
}

const formats = Object.keys(formatSummaries);
const reports = formats.flatMap((format) => ['--report', `${format}=out/report.${format}`]);

test('bytes that are no text, in headers, documents and errors, are inert in every format of a run', async () => {
  const words = [
    'run',
    '--endpoint-url',
    url,
    '--no-preflight',
    '--trace',
    '--verbose',
    '--log-level',
    'trace',
  ];
  const { code, stdout, stderr } = await runInProcess(
    [...words, ...reports, '--bundle', 'out/run.s3t', '--stream', 'out/run.ndjson'],
    { cwd },
  );
  expect(code, stderr).toBe(1);
  expect(stdout).toContain('ListObjectsV2');
  expect({ stdout: wrongIn(Buffer.from(stdout)), stderr: wrongIn(Buffer.from(stderr)) }).toEqual({
    stdout: [],
    stderr: [],
  });
  const names = await readdir(path.join(cwd, 'out'));
  expect(names).toHaveLength(formats.length + 2);
  for (const name of names.filter((one) => !one.endsWith('.s3t'))) {
    const written = await readFile(path.join(cwd, 'out', name));
    expect([name, wrongIn(written)]).toEqual([name, []]);
    // Markdown shows what stands in its fences as it is.
    if (/html|junit/.test(name)) {
      expect([name, written.includes('<script>alert')]).toEqual([name, false]);
    }
  }
  for (const [name, content] of await readParts(path.join(cwd, 'out', 'run.s3t'))) {
    expect([name, wrongIn(content)]).toEqual([name, []]);
  }
  expect(await runInProcess(['verify', 'out/run.s3t'], { cwd })).toMatchObject({ code: 0 });
});

test.each(['table', 'json', 'yaml'])('and in what doctor says of it: %s', async (format) => {
  const { code, stdout, stderr } = await runInProcess(
    ['doctor', '--endpoint-url', url, '--credential', 'main=demo:demo-secret', '--format', format],
    { cwd },
  );
  expect(code).not.toBe(0);
  expect(stdout).toContain('S3');
  expect({ stdout: wrongIn(Buffer.from(stdout)), stderr: wrongIn(Buffer.from(stderr)) }).toEqual({
    stdout: [],
    stderr: [],
  });
});

test('and in what compare says of it', async () => {
  const compared = ['html', 'markdown', 'json', 'yaml'].flatMap((format) => [
    '--report',
    `${format}=compared/c.${format}`,
  ]);
  const file = 'out/report.json';
  const { stdout } = await runInProcess(['compare', file, '--against', file, '--verbose', ...compared], {
    cwd,
  });
  expect(wrongIn(Buffer.from(stdout))).toEqual([]);
  const names = await readdir(path.join(cwd, 'compared'));
  expect(names).toHaveLength(4);
  for (const name of names) {
    expect([name, wrongIn(await readFile(path.join(cwd, 'compared', name)))]).toEqual([name, []]);
  }
});
