import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderQualification } from '../../../../src/qualify/reports/render.js';
import { qualificationFormats } from '../../../../src/reporting/format-names.js';
import { makeClaim, makeEvidence, makeQualification } from '../../../support/qualification.js';

const plain = { color: false, verbose: false };

describe('the table', () => {
  test('says of an application that loses data why, with the exchange and the command', async () => {
    const text = await renderQualification('table', makeQualification(), plain);
    expect(text).toContain('✗ unsafe: loses data silently  tiny  Tiny · 1\n');
    expect(text).toContain('  loses data  creates-once: Two writers overwrite each other.\n');
    expect(text).toContain(
      '      case object/put/one: PutObject answered 200: success: expected false, actual true\n',
    );
    expect(text).toContain('      s3tester conformance --case object/put/one\n');
    expect(text).toContain('1 application: 1 unsafe');
  });

  test('does without versions where none are known', async () => {
    const found = makeQualification();
    const applications = found.applications.map((one) => ({ ...one, versions: [] }));
    const text = await renderQualification('table', { ...found, applications }, plain);
    expect(text).toContain('  tiny  Tiny\n');
  });

  test('names the settings that an application works with', async () => {
    const claims = [
      makeClaim({ workaround: { setting: 'lock = off', text: 'It then does not lock.', cases: [] } }),
    ];
    const text = await renderQualification('table', makeQualification(claims), plain);
    expect(text).toContain('✓ works with these settings  tiny');
    expect(text).toContain('    set  lock = off\n');
    expect(text).toContain('      It then does not lock.\n');
  });

  test('counts what holds, and lists it where all is asked for', async () => {
    const met = makeQualification(undefined, [
      makeEvidence({ outcome: 'met', reason: null, exchange: null }),
    ]);
    expect(await renderQualification('table', met, plain)).toContain('  1 of 1 requirements hold\n');
    const whole = await renderQualification('table', met, { color: false, verbose: true });
    expect(whole).toContain('  holds  creates-once  1 case\n');
  });

  test('shows a few pieces of evidence, and counts the rest', async () => {
    const claims = [makeClaim({ requires: { ...makeClaim().requires, cases: ['object/**'] } })];
    const evidence = ['a', 'b', 'c', 'd'].map((name) => makeEvidence({ id: `object/put/${name}` }));
    const text = await renderQualification('table', makeQualification(claims, evidence), plain);
    expect(text).toContain('object/put/b');
    expect(text).not.toContain('object/put/c');
    expect(text).toContain('and 2 more; --verbose shows all');
  });
});

test('JSON and YAML hold all that was found', async () => {
  const found = makeQualification();
  expect(JSON.parse(await renderQualification('json', found, plain))).toEqual(found);
  expect(parse(await renderQualification('yaml', found, plain))).toEqual(found);
});

test('the page needs no script, loads nothing, and links to sources by https alone', async () => {
  const claims = [
    makeClaim({
      source: [
        { url: 'https://example.com/doc', seen: '2026-11-30' },
        { url: 'javascript:alert(1)', seen: '2026-11-30' },
      ],
    }),
  ];
  const page = await renderQualification('html', makeQualification(claims), plain);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toContain('<script');
  expect(page).toContain('<a class="page" href="https://example.com/doc"');
  expect(page).not.toMatch(/href="javascript/);
});

test.each(qualificationFormats)('what a server sends stays inert in %s', async (format) => {
  const hostile = '<script>alert(1)</script>\u001b[31m\u202e\n::error::';
  const evidence = makeEvidence({ reason: hostile, exchange: null });
  const found = { ...makeQualification(undefined, [evidence]), server: hostile, problems: [hostile] };
  const text = await renderQualification(format, found, plain);
  expect(text).not.toContain('\u001b');
  if (format === 'html') {
    expect(text).not.toContain('<script>');
  }
  if (format === 'table') {
    expect(text).not.toContain('\u202e');
    expect(text).not.toMatch(/^::error/m);
  }
});
