import path from 'node:path';
import { expect, test } from 'vitest';
import { validateFiles } from '../../../src/app/index.js';
import { renderDiagnostic } from '../../../src/config/index.js';
import { makeFolder } from '../../support/make-folder.js';

const nothing = { AWS_CONFIG_FILE: '/no-such-file', AWS_SHARED_CREDENTIALS_FILE: '/no-such-file' };

async function validateText(text: string, options: { strict?: boolean; region?: string } = {}) {
  const folder = await makeFolder({ 'a.yaml': text });
  return validateFiles([path.join(folder, 'a.yaml')], { environment: nothing, ...options });
}

const groups = 'test_cases: { groups: [ { name: G, test: [ { operation: ListBuckets } ] } ] }\n';

test('a file without a mistake has no diagnostics', async () => {
  expect(await validateText(groups, { strict: true })).toEqual([]);
});

test('every mistake is told with its place, in the order of the text', async () => {
  const diagnostics = await validateText(`region: x\n${groups.replace('ListBuckets', 'ListBukets')}`);
  expect(diagnostics.map(({ at }) => at?.start)).toEqual([0, expect.any(Number)]);
  expect(renderDiagnostic(diagnostics[1] ?? expect.fail())).toMatch(/a\.yaml:2:.*\n[\s\S]*ListBukets/);
});

test('what nothing uses, and a profile without keys, are told where it is strict', async () => {
  const text = `config: { credentials: [ { name: main, profile: none-such } ] }\nvariables: { unused: 1 }\n${groups}`;
  expect(await validateText(text)).toEqual([]);
  expect((await validateText(text, { strict: true })).map(({ code }) => code)).toEqual(['unused', 'profile']);
});

test('options that cannot be are a diagnostic as well', async () => {
  const folder = await makeFolder({ 'a.yaml': groups });
  const found = await validateFiles([path.join(folder, 'a.yaml')], { endpointUrl: 'x', environment: {} });
  expect(found).toMatchObject([{ code: 'usage', severity: 'error' }]);
});
