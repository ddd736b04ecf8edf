import { generateKeyPairSync } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatSummaries } from '../../src/reporting/format-names.js';
import type { Results } from '../../src/results/types.js';
import { guardedIds, guardedSuite, guardedWords } from '../support/guarded-suite.js';
import { makeFolder } from '../support/make-folder.js';
import { runInProcess } from '../support/run-in-process.js';
import { changeJson, hashAnew, type Parts, readParts, writeParts } from '../support/tamper.js';

const suite = ['--suite', 'suite'];
const [owner, stranger] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
const pemOf = (pair: typeof owner) => pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const halfOf = (pair: typeof owner) => pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const passphrase = 'a passphrase that nobody guesses';

let cwd = '';

beforeAll(async () => {
  cwd = await makeFolder({
    ...guardedSuite,
    'key.pem': pemOf(owner),
    'key.pub.pem': halfOf(owner),
    'stranger.pem': pemOf(stranger),
    'stranger.pub.pem': halfOf(stranger),
    'locked.pem': owner.privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString(),
  });
  const words = ['conformance', ...suite, '--seed', '1', '--format', 'json', '-o', 'results.json'];
  await runInProcess([...words, '--bundle', 'signed.s3t', '--sign', 'key.pem'], { cwd });
  const parts = await readParts(path.join(cwd, 'signed.s3t'));
  parts.delete('signature.json');
  await writeParts(path.join(cwd, 'plain.s3t'), parts);
});

const verify = (file: string, ...words: readonly string[]) =>
  runInProcess(['verify', file, ...suite, ...words], { cwd });

/** Writes a changed copy of a bundle, or the list of parts that is made of it, and verifies it. */
async function verifyChanged(change: (parts: Parts) => unknown, ...words: readonly string[]) {
  const parts = await readParts(path.join(cwd, 'signed.s3t'));
  const list = change(parts);
  const made = Array.isArray(list) ? (list as (readonly [string, Buffer])[]) : parts;
  await writeParts(path.join(cwd, 'changed.s3t'), made);
  return verify('changed.s3t', ...words);
}

const changed = (why: string) => ({ code: 1, stdout: expect.stringContaining(why) });

describe('a bundle as it was written', () => {
  test('has results, exchanges, plan and server, a manifest and a signature', async () => {
    const parts = await readParts(path.join(cwd, 'signed.s3t'));
    expect([...parts.keys()]).toEqual([
      ...['results.json', 'exchanges.ndjson', 'plan.json', 'server.json', 'manifest.json', 'signature.json'],
    ]);
    const plan = JSON.parse(String(parts.get('plan.json')));
    expect(plan).toMatchObject({ suite_version: '0.0.7', withheld: 0 });
    expect(plan.cases).toHaveLength(7);
    const lines = String(parts.get('exchanges.ndjson')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).trace.response.head)).toContainEqual(
      expect.stringMatching(/^HTTP\/1\.1 200/),
    );
    expect(JSON.parse(String(parts.get('server.json')))).toMatchObject({
      server: expect.stringContaining('s3tester-reference'),
      clock: { skew_seconds: expect.any(Number), responses: lines.length },
      findings: expect.arrayContaining([expect.objectContaining({ check: 'addressing' })]),
    });
  });

  test('is verified, in words and as JSON', async () => {
    expect(await verify('plain.s3t')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /! signature .*not signed[\s\S]*the plan is that of suite 0\.0\.7: all 7 cases[\s\S]*: verified/,
      ),
    });
    const { code, stdout } = await verify('signed.s3t', '--public-key', 'key.pub.pem', '--format', 'json');
    const { verdict, findings } = JSON.parse(stdout) as {
      verdict: string;
      findings: { check: string; status: string }[];
    };
    expect({ code, verdict, findings: findings.map(({ check, status }) => [check, status]) }).toEqual({
      code: 0,
      verdict: 'verified',
      findings: ['parts', 'signature', 'results', 'exchanges', 'server', 'plan'].map((check) => [
        check,
        'ok',
      ]),
    });
  });

  test('is the same whenever it is made of the same results', async () => {
    for (const name of ['one.s3t', 'two.s3t']) {
      await runInProcess(['report', 'results.json', '-q', '--bundle', name], { cwd });
    }
    const [one, two] = await Promise.all(
      ['one.s3t', 'two.s3t'].map((name) => readFile(path.join(cwd, name))),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
    expect(await verify('one.s3t')).toMatchObject({ code: 0 });
  });

  test('stays verified when its parts are packed again', async () => {
    expect(await verifyChanged((parts) => [...parts].reverse(), '--public-key', 'key.pub.pem')).toMatchObject(
      { code: 0 },
    );
  });
});

describe('a change is found:', () => {
  test.each(['results.json', 'exchanges.ndjson', 'plan.json', 'server.json'])(
    'of a byte of %s',
    async (name) => {
      const result = await verifyChanged((parts) => {
        const content = parts.get(name) ?? Buffer.alloc(0);
        const place = Math.floor(content.length / 2);
        content.writeUInt8(content.readUInt8(place) ^ 1, place);
      });
      expect(result).toMatchObject(changed(`${name} was changed`));
    },
  );

  test.each(['manifest.json', 'signature.json'])('of any byte of %s', async (name) => {
    const { length = 0 } = (await readParts(path.join(cwd, 'signed.s3t'))).get(name) ?? {};
    for (let place = 2; place < length; place += 97) {
      const { code } = await verifyChanged(
        (parts) => {
          const content = parts.get(name) ?? Buffer.alloc(0);
          content.writeUInt8(content.readUInt8(place) ^ 1, place);
        },
        '--public-key',
        'key.pub.pem',
      );
      expect([place, code]).toEqual([place, 1]);
    }
  });

  test('parts that are added, missing, doubled or swapped', async () => {
    const extra = Buffer.from('{}');
    expect(await verifyChanged((parts) => [...parts, ['more.json', extra]])).toMatchObject(
      changed('no bundle has: "more.json"'),
    );
    expect(await verifyChanged((parts) => [...parts, ['plan.json', extra]])).toMatchObject(
      changed('plan.json stands in it twice'),
    );
    for (const name of ['results.json', 'exchanges.ndjson', 'plan.json', 'server.json', 'manifest.json']) {
      expect(await verifyChanged((parts) => void parts.delete(name))).toMatchObject(
        changed(`${name} is missing`),
      );
    }
    expect(
      await verifyChanged((parts) => {
        const [plan, server] = [parts.get('plan.json'), parts.get('server.json')];
        parts.set('plan.json', server ?? extra).set('server.json', plan ?? extra);
      }),
    ).toMatchObject(changed('plan.json was changed; server.json was changed'));
  });

  test('a path that leads out of a folder', async () => {
    const bytes = await readFile(path.join(cwd, 'plain.s3t'), 'latin1');
    await writeFile(path.join(cwd, 'out.s3t'), bytes.replaceAll('server.json', '../r/r.json'), 'latin1');
    expect(await verify('out.s3t')).toMatchObject(changed('it is damaged'));
  });

  test('a file that was cut anywhere', async () => {
    const whole = await readFile(path.join(cwd, 'signed.s3t'));
    for (const part of [0.01, 0.5, 0.9, 0.999]) {
      await writeFile(path.join(cwd, 'cut.s3t'), whole);
      await truncate(path.join(cwd, 'cut.s3t'), Math.floor(whole.length * part));
      expect(await verify('cut.s3t')).toMatchObject(changed('it is damaged'));
    }
  });

  test('a part that is larger than it says, or than a bundle may hold', async () => {
    const zeros = Buffer.alloc(70 * 1024);
    expect(await verifyChanged((parts) => void parts.set('manifest.json', zeros))).toMatchObject(
      changed('of 65536 at most'),
    );
    const bytes = await readFile(path.join(cwd, 'plain.s3t'));
    const end = bytes.lastIndexOf('server.json');
    // In the central directory the length of the content stands 22 bytes before the name.
    bytes.writeUInt32LE(bytes.readUInt32LE(end - 22) - 1, end - 22);
    await writeFile(path.join(cwd, 'lying.s3t'), bytes);
    expect(await verify('lying.s3t')).toMatchObject(changed('it is damaged'));
  });

  test('any byte of the file: nothing is verified that is not what was written', async () => {
    const whole = await readFile(path.join(cwd, 'plain.s3t'));
    const original = await readParts(path.join(cwd, 'plain.s3t'));
    const codes = new Set<number | null>();
    for (let place = 0; place < whole.length; place += 499) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(place) ^ 0x55, place);
      await writeFile(path.join(cwd, 'flipped.s3t'), bytes);
      const { code } = await verify('flipped.s3t');
      codes.add(code);
      if (code === 0) {
        expect(await readParts(path.join(cwd, 'flipped.s3t'))).toEqual(original);
      }
    }
    expect(codes.has(1)).toBe(true);
    expect([...codes].every((code) => code !== null && code < 3)).toBe(true);
  });
});

test('a bundle of a later format is not said to be changed', async () => {
  const later = (parts: Parts) =>
    changeJson(parts, 'manifest.json', (data) => Object.assign(data, { bundle_format: 9 }));
  expect(await verifyChanged(later)).toMatchObject({ code: 3 });
  const parts = await readParts(path.join(cwd, 'plain.s3t'));
  later(parts);
  await writeParts(path.join(cwd, 'later.s3t'), parts);
  const { code, stderr } = await runInProcess(['report', 'later.s3t'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('cannot read the bundle later.s3t: it has bundle_format 9; this s3tester reads 1');
});

describe('with the hashes made anew', () => {
  type Data = {
    cases: { id: string; verdict: string; kind: string | null; definition: string }[];
    results: { case: string; status: string; mismatches: unknown[]; http: { status: number }[] }[];
  };

  const forge =
    (...[name, change]: [string, (data: never) => void]) =>
    (parts: Parts) => {
      changeJson(parts, name, change);
      hashAnew(parts);
    };

  const passOpenDoor = (data: Data) => {
    const found = data.cases.find(({ id }) => id === 'guard/doors/open-door');
    Object.assign(found ?? {}, { verdict: 'pass', kind: null, reason: null, exact: true });
  };

  test('a signature finds the change, and without one only its owner could', async () => {
    const forged = forge('server.json', (data: { findings: unknown[] }) => data.findings.pop());
    expect(await verifyChanged(forged)).toMatchObject(changed('it was changed after SHA256:'));
    const unsigned = (parts: Parts) => {
      forged(parts);
      parts.delete('signature.json');
    };
    expect(await verifyChanged(unsigned)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('it is not signed'),
    });
    expect(await verifyChanged(unsigned, '--public-key', 'key.pub.pem')).toMatchObject(
      changed('it is not signed, and must be'),
    );
  });

  const unsigned = (change: (parts: Parts) => void) =>
    verifyChanged((parts) => {
      change(parts);
      parts.delete('signature.json');
    });

  test('a verdict does not fit to its step, to the scores and to the totals', async () => {
    const { code, stdout } = await unsigned(forge('results.json', passOpenDoor));
    expect(code).toBe(1);
    expect(stdout).toContain('the tests are counted wrongly');
    expect(stdout).toContain('the scores of levels are not those of the cases');
    expect(stdout).toContain('guard/doors/open-door passed with a step that did not');
  });

  test('an exchange does not fit to the results', async () => {
    const other = (parts: Parts) => {
      const text = String(parts.get('exchanges.ndjson'));
      parts.set('exchanges.ndjson', Buffer.from(text.replace('"status":404', '"status":403')));
      hashAnew(parts);
    };
    expect(await unsigned(other)).toMatchObject(changed('is not that of the results'));
    const head = (parts: Parts) => {
      const text = String(parts.get('exchanges.ndjson'));
      parts.set('exchanges.ndjson', Buffer.from(text.replace('HTTP/1.1 404', 'HTTP/1.1 403')));
      hashAnew(parts);
    };
    expect(await unsigned(head)).toMatchObject(changed('has another status than'));
    const fewer = (parts: Parts) => {
      const lines = String(parts.get('exchanges.ndjson')).split('\n').slice(0, -2);
      parts.set('exchanges.ndjson', Buffer.from(`${lines.join('\n')}\n`));
      hashAnew(parts);
    };
    expect(await unsigned(fewer)).toMatchObject(changed('those of further steps are missing'));
  });

  test('the server is not what its responses say', async () => {
    const clock = forge('server.json', (data: { clock: { skew_seconds: number } }) => {
      data.clock.skew_seconds = 7200;
    });
    expect(await unsigned(clock)).toMatchObject(
      changed('what is said of the server is not what its responses say'),
    );
  });

  test('the plan is not that of the results', async () => {
    const dropped = forge('plan.json', (data: { cases: unknown[] }) => data.cases.pop());
    expect(await unsigned(dropped)).toMatchObject(changed('the plan is not that of the results'));
  });

  test('another key signs, but it is another', async () => {
    await runInProcess(['report', 'results.json', '-q', '--bundle', 'other.s3t', '--sign', 'stranger.pem'], {
      cwd,
    });
    expect(await verify('other.s3t', '--public-key', 'key.pub.pem')).toMatchObject(
      changed('and must be by SHA256:'),
    );
    expect(await verify('other.s3t', '--public-key', 'stranger.pub.pem')).toMatchObject({ code: 0 });
  });
});

describe('the plan is held against the suite:', () => {
  const withSuite = async (change: (text: string) => string) => {
    const files = Object.entries(guardedSuite).map(([name, text]) => [name, change(text)]);
    const folder = await makeFolder(Object.fromEntries(files));
    return runInProcess(['verify', 'plain.s3t', '--suite', path.join(folder, 'suite')], { cwd });
  };

  test('changed cases are named', async () => {
    expect(await withSuite((text) => text.replace('body: two', 'body: one'))).toMatchObject(
      changed('it says suite 0.0.7, and 1 of its cases are not those of the suite: object/plain/never-right'),
    );
  });

  test('of another version nothing can be said', async () => {
    expect(await withSuite((text) => text.replace('"0.0.7"', '"0.0.8"'))).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('it is of suite 0.0.7, and this s3tester has suite 0.0.8'),
    });
  });

  test('a part of the suite is told to be one', async () => {
    await runInProcess(['conformance', ...suite, '--case', 'object/**', '-q', '--bundle', 'part.s3t'], {
      cwd,
    });
    expect(await verify('part.s3t')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('3 of 7 cases'),
    });
  });

  test('configuration files are of no suite', async () => {
    const scenario = 'test_cases: { groups: [{ name: G, test: [{ operation: ListBuckets }] }] }\n';
    const folder = await makeFolder({ 's3tester.yaml': scenario });
    expect(await runInProcess(['run', '-q', '--bundle', 'run.s3t'], { cwd: folder })).toMatchObject({
      code: 0,
    });
    expect(await verify(path.join(folder, 'run.s3t'))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /plan .*of a run of s3tester\.yaml with .*a run has no suite[\s\S]*: verified, except for signature and plan/,
      ),
    });
  });
});

test('a bundle whose verdicts are withheld is verified, and nothing of them stands in it', async () => {
  await runInProcess(['report', 'results.json', '-q', '--bundle', 'public.s3t', '--withhold', 'security'], {
    cwd,
  });
  expect(await verify('public.s3t')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('3 of 7 cases, and 5 results that are withheld'),
  });
  const texts = [...(await readParts(path.join(cwd, 'public.s3t'))).values()].join('\n');
  expect([...guardedIds, ...guardedWords].filter((word) => texts.includes(word))).toEqual([]);
});

describe('keys', () => {
  const report = (...words: readonly string[]) =>
    runInProcess(['report', 'results.json', '-q', ...words], { cwd });

  test('an encrypted key needs its passphrase, which stands in a variable', async () => {
    const words = ['report', 'results.json', '-q', '--bundle', 'locked.s3t', '--sign', 'locked.pem'];
    const signed = await runInProcess(words, { cwd, env: { S3TESTER_SIGN_PASSPHRASE: passphrase } });
    expect(signed.stderr).not.toContain(passphrase);
    expect(await verify('locked.s3t', '--public-key', 'key.pub.pem')).toMatchObject({ code: 0 });
    for (const [env, why] of [
      [{}, 'it is encrypted, and no passphrase is given'],
      [{ S3TESTER_SIGN_PASSPHRASE: 'wrong passphrase' }, 'its passphrase is wrong, or it is damaged'],
    ] as const) {
      const { code, stderr } = await runInProcess(words, { cwd, env });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
    }
  });

  test('what is no such key is refused before anything is done, and not shown', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const folder = await makeFolder({
      'rsa.pem': rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      'openssh.pem':
        '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n-----END OPENSSH PRIVATE KEY-----\n',
      'text.pem': 'not a key at all',
    });
    for (const [name, why] of [
      ['rsa.pem', 'it is a key for rsa, not for Ed25519'],
      ['openssh.pem', 'it is a key of OpenSSH, and must be one in PEM (PKCS #8)'],
      ['text.pem', 'it is no private key in PEM'],
      ['none.pem', 'none.pem: there is no such file or folder'],
    ] as const) {
      const { code, stderr } = await report('--bundle', 'no.s3t', '--sign', path.join(folder, name));
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
      expect(stderr).not.toMatch(/not a key at all|b3Blbn|BEGIN/);
    }
    expect(await report('--sign', 'key.pem')).toMatchObject({ code: 2 });
    expect(await verify('plain.s3t', '--public-key', 'key.pem')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it is a private key'),
    });
  });

  test('a private key stands in no part of what it signed', async () => {
    const texts = [...(await readParts(path.join(cwd, 'signed.s3t'))).values()].map((bytes) =>
      bytes.toString('latin1'),
    );
    const { d = '' } = owner.privateKey.export({ format: 'jwk' });
    const secret = Buffer.from(d, 'base64url');
    const forms = [d, secret.toString('base64'), secret.toString('hex'), secret.toString('latin1')];
    expect(forms.filter((form) => texts.some((text) => text.includes(form)))).toEqual([]);
  });
});

test('what is no bundle is no mistake of a bundle', async () => {
  for (const [file, why] of [
    ['none.s3t', 'none.s3t: there is no such file or folder'],
    ['results.json', 'is no evidence bundle'],
    ['suite', 'suite: this is a folder'],
  ] as const) {
    const { code, stderr } = await verify(file);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
  }
});

describe('a report of a bundle', () => {
  test('is that of the results with all requests and responses, in every format', async () => {
    const whole = await runInProcess(['report', 'plain.s3t', '-q', '--format', 'json'], { cwd });
    const results = JSON.parse(whole.stdout) as Results;
    const traces = results.results.flatMap(({ http }) => http.map(({ trace }) => trace));
    expect(traces.length).toBeGreaterThan(5);
    expect(traces.every((trace) => trace?.response?.head.startsWith('HTTP/1.1 '))).toBe(true);
    const source = JSON.parse(await readFile(path.join(cwd, 'results.json'), 'utf8')) as Results;
    expect(results.cases).toEqual(source.cases);
    for (const format of Object.keys(formatSummaries)) {
      const { stdout, stderr } = await runInProcess(['report', 'signed.s3t', '--format', format], { cwd });
      expect([format, stdout.length > 10, stderr.includes('cannot')]).toEqual([format, true, false]);
    }
    const { stdout } = await runInProcess(['report', 'signed.s3t', '--format', 'html'], { cwd });
    expect(stdout).toContain('object/plain/never-right');
    expect(stdout).toContain('HTTP/1.1 200');
  });

  test('makes a bundle again that is verified, and compares as results do', async () => {
    await runInProcess(['report', 'plain.s3t', '-q', '--bundle', 'again.s3t'], { cwd });
    expect(await verify('again.s3t')).toMatchObject({ code: 0 });
    const compared = await runInProcess(['compare', 'plain.s3t', '--against', 'results.json'], { cwd });
    expect(compared).toMatchObject({ code: 0 });
  });

  test('is refused where a part was changed', async () => {
    await verifyChanged((parts) => {
      const content = parts.get('results.json') ?? Buffer.alloc(0);
      content.writeUInt8(content.readUInt8(40) ^ 1, 40);
    });
    const { code, stdout, stderr } = await runInProcess(['report', 'changed.s3t'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('is not as it was written: results.json was changed');
  });

  test('is refused where the exchanges are not those of the steps', async () => {
    const parts = await readParts(path.join(cwd, 'plain.s3t'));
    const lines = String(parts.get('exchanges.ndjson')).trim().split('\n');
    parts.set('exchanges.ndjson', Buffer.from(`${lines.slice(1).join('\n')}\n`));
    hashAnew(parts);
    await writeParts(path.join(cwd, 'shifted.s3t'), parts);
    const { code, stderr } = await runInProcess(['report', 'shifted.s3t'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('the exchanges are not those of the steps'),
    });
  });
});

test('what is written is told before the line that sums up', async () => {
  const { stderr } = await runInProcess(['report', 'results.json', '--bundle', 'order.s3t', '-o', 'o.txt'], {
    cwd,
  });
  expect(stderr).toMatch(/wrote o\.txt\n(?:.*\n)*wrote order\.s3t\n(?:.*\n)*.*passed.*\n$/);
});
