import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkConfiguration } from '../../../../src/config/check/check-configuration.js';
import { loadConfiguration } from '../../../../src/config/load.js';
import { recordDiagnostic, renderDiagnostic } from '../../../../src/config/text/render-diagnostic.js';
import {
  brokenConfiguration,
  leakOf,
  mangledConfiguration,
  strangeConfiguration,
} from '../../../support/broken-credentials.js';
import { makeReader } from '../../../support/memory-reader.js';

async function toldOf(text: string): Promise<string> {
  const reader = makeReader({ 'a.yaml': text });
  const { readable, diagnostics } = await loadConfiguration(['a.yaml'], reader, {});
  const checked = await checkConfiguration(readable, {
    environment: {},
    credentials: readable.credentials,
    defaultCredential: 'main',
    strict: true,
    unused: true,
    reader,
  });
  const all = [...diagnostics, ...checked];
  return all.map((one) => `${renderDiagnostic(one)}\n${JSON.stringify(recordDiagnostic(one))}`).join('\n');
}

// A slip of the keyboard may take away all that tells a secret from anything else: these are the same in every run.
test.each([
  ['a mistake in a credential', brokenConfiguration, { seed: 20261201 }],
  ['a key that credentials do not have', strangeConfiguration, { seed: 20261201 }],
  ['a mistake and a slip of the keyboard', mangledConfiguration, { seed: 20261130 }],
] as const)('%s shows no part of its secret', async (_, configurations, how) => {
  await fc.assert(
    fc.asyncProperty(configurations, async ({ text, secret }) => {
      const told = await toldOf(text);
      expect(leakOf(secret, told), `${told}\n---\n${text}`).toBeNull();
    }),
    { numRuns: 400, ...how },
  );
});
