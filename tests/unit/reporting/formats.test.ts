import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scoreCases } from '../../../src/conformance/index.js';
import { type FormatName, isFormatName } from '../../../src/reporting/format-names.js';
import { formats, report } from '../../../src/reporting/formats.js';
import { renderJson } from '../../../src/reporting/json.js';
import { escapeText } from '../../../src/reporting/markup.js';
import { withCauses } from '../../../src/reporting/with-causes.js';
import { renderYaml } from '../../../src/reporting/yaml.js';
import { resultsOf as resultsInMemory, sourceOf } from '../../../src/results/source.js';
import type { Results } from '../../../src/results/types.js';
import { parseXml } from './parse-xml.js';
import { sampleLoad } from './sample-load.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

const names = Object.keys(formats).filter(isFormatName);
const hostile = '"><script>alert(1)</script>&\u0000\u001b[2J`|\n]]>';
const hostileResults = resultsOf(
  [
    step({
      group_name: hostile,
      name: hostile,
      status: 'fail',
      credential: hostile,
      parameters: { [hostile]: hostile },
      expected: { [hostile]: hostile },
      mismatches: [{ path: hostile, expected: hostile, actual: [hostile, hostile] }],
      error_message: hostile,
      reproduce: hostile,
      load: sampleLoad({ ended_early: hostile }, hostile),
      http: [
        {
          method: hostile,
          url: hostile,
          status: 200,
          request_id: hostile,
          duration: 0,
          trace: { request: { head: hostile } },
        },
      ],
    }),
  ],
  { endpoint_lost: hostile, left_behind: [{ bucket: hostile, credential: hostile, reason: hostile }] },
);

describe.each(names)('%s', (name: FormatName) => {
  test('ends with one line break, also for a run without anything', () => {
    for (const results of [mixedResults, resultsOf([])]) {
      expect(report(name, results)).toMatch(/[^\n]\n$/);
    }
  });

  test('lets no control character of a server through', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
    expect(report(name, hostileResults, { verbose: true })).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f]/);
  });

  test('has no colours unless asked, and only a terminal format has any', () => {
    expect(report(name, mixedResults)).not.toContain('\u001b');
    expect(report(name, mixedResults, { color: true }).includes('\u001b')).toBe(name === 'table');
  });
});

const longText = 'two\n\n  lines of a body\n';
const counted = resultsOf([
  step({ parameters: { body: longText, empty: {}, none: [] } }),
  step({
    step: 'test[0]',
    iteration: null,
    parameters: {},
    turns: {
      passed: 98_900,
      failed: 100,
      error: 0,
      skipped: 0,
      exact: 98_900,
      latency: {
        count: 99_000,
        min: 0.0004,
        mean: 0.001,
        max: 0.25,
        p50: 0.0009,
        p90: 0.002,
        p95: 0.003,
        p99: 0.012,
        p99_9: 0.04,
        histogram: 'HISTFAAAAA==',
      },
    },
  }),
]);

describe('turns that are only counted', () => {
  test.each(['table', 'markdown', 'html', 'junit'] as const)('are told in %s, with their times', (name) => {
    const text = report(name, counted);
    expect(text).toContain('99000 more turns');
    expect(text).toContain('p50 0.90 ms, p90 2.00 ms, p99 12 ms, max 250 ms');
  });

  test('count, each of them, in the totals', () => {
    expect(report('table', counted)).toContain('99001 operations: 98901 passed, 100 failed');
  });

  test('are no news where they passed: the page has no notice, and of a suite nothing lists them', () => {
    const turns = { passed: 2, failed: 0, error: 0, skipped: 0, exact: 2 };
    const passed = [step({ case: 'a', turns })];
    const conformance = { suite_version: '1.0.0', plan: '0123456789abcdef', crashes: [], baseline: null };
    const ofSuite = resultsOf(passed, { conformance: { ...conformance, ...scoreCases([]) } });
    for (const name of ['table', 'markdown'] as const) {
      expect(report(name, ofSuite)).not.toContain('Counted, and not listed');
      expect(report(name, resultsOf(passed))).toContain('Counted, and not listed one by one');
    }
    expect(report('table', ofSuite, { verbose: true })).toContain('2 more turns: 2 passed');
    expect(report('html', ofSuite)).not.toContain('class="notice"');
    expect(report('html', ofSuite)).toContain('2 more turns: 2 passed');
  });

  test('are told where some went wrong, also of a suite', () => {
    const turns = { passed: 2, failed: 1, error: 2, skipped: 0, exact: 2 };
    const conformance = { suite_version: '1.0.0', plan: '0123456789abcdef', crashes: [], baseline: null };
    const results = resultsOf([step({ case: 'a', status: 'fail', turns })], {
      conformance: { ...conformance, ...scoreCases([]) },
    });
    const words =
      '3 turns of loops that went wrong are counted, and not listed one by one (--keep all lists them)';
    expect(report('html', results)).toContain(`${words}.</p>`);
    expect(report('table', results)).toContain('5 more turns: 2 passed, 1 failed, 2 errors');
    expect(report('markdown', results)).toContain('5 more turns: 2 passed, 1 failed, 2 errors');
  });

  test('are missing from JUnit and HAR, which say so', () => {
    const words = '99000 turns of loops are counted, and not listed one by one (--keep all lists them)';
    expect(report('junit', counted)).toContain(`<property name="left_out" value="${words}"/>`);
    expect(JSON.parse(report('har', counted))).toMatchObject({ log: { comment: words } });
  });
});

describe('json and yaml', () => {
  test.each([mixedResults, hostileResults, counted, resultsOf([])])(
    'are written step by step as they would be whole',
    (results) => {
      const whole = resultsInMemory(withCauses(sourceOf(results)));
      expect(report('json', results)).toBe(renderJson(whole));
      expect(report('yaml', results)).toBe(renderYaml(whole));
    },
  );

  test('are the same data', () => {
    const { causes, ...others } = JSON.parse(report('json', mixedResults)) as Results;
    expect(others).toEqual(mixedResults);
    expect(parse(report('yaml', mixedResults))).toEqual({ ...others, causes });
    expect(causes).toHaveLength(6);
  });

  test('YAML means the same to a parser of YAML 1.1', () => {
    const results = resultsOf([
      step({ parameters: { a: 'yes', b: '0o17', c: '2026-11-22', d: 'off', e: '1_000' } }),
    ]);
    expect(parse(report('yaml', results), { version: '1.1' })).toEqual(results);
  });
});

test('in JUnit, what servers and users wrote stays text', () => {
  expect(parseXml(report('junit', hostileResults)).name).toBe('testsuites');
  expect(report('junit', hostileResults)).not.toContain('<script');
});

describe('html', () => {
  const page = report('html', mixedResults);

  test('loads nothing from anywhere', () => {
    expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`);
    expect(page).not.toMatch(/<(?:link|img|iframe|script)\s[^>]*(?:src|href)=/i);
    expect(page).not.toMatch(/@import|url\(/);
  });

  test('what servers and users wrote stays text', () => {
    const scripts = report('html', hostileResults).match(/<script/g) ?? [];
    expect(scripts).toHaveLength(1);
  });

  test('its script is one that a browser can read', () => {
    const [, code = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(code.length).toBeGreaterThan(500);
    expect(() => new Script(code)).not.toThrow();
  });

  test('shows what failed, opened, with its evidence', () => {
    expect(page).toContain('<details class="item" data-status="fail" open>');
    expect(page).toContain('headers.content-type: expected text/plain, actual application/octet-stream');
    expect(page).toContain('&lt; Content-Type: application/octet-stream');
    expect(page).toContain(escapeText('curl --aws-sigv4'));
    expect(page).toContain('object/put-object/if-none-match-star-existing');
  });

  test('tells its parts apart by words, not by colours alone', () => {
    for (const word of ['passed', 'failed', 'error', 'skipped', 'unsupported', 'blocked']) {
      expect(page).toMatch(new RegExp(`class="status \\w+"><span aria-hidden="true">.</span> ${word}<`));
    }
  });
});

describe('markdown', () => {
  test('golden', async () => {
    await expect(report('markdown', mixedResults)).toMatchFileSnapshot('golden/mixed.markdown.txt');
  });

  test('fits into a comment, with its causes and totals, however much went wrong', () => {
    const text = 'a long reason '.repeat(500);
    const many = Array.from({ length: 3000 }, (_, index) =>
      step({ step: `test[${index}]`, status: 'fail', error_message: `${text}${index}`, place: 'a.yaml:1' }),
    );
    const markdown = report('markdown', resultsOf(many));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
    expect(markdown).toContain('**3000 operations**');
    expect(markdown).toContain('### What went wrong');
    expect(markdown).toContain('| ✗ failed | Upload |');
    const shown = markdown.match(/<details><summary>✗ failed/g)?.length ?? 0;
    expect(markdown).toContain(`… ${3000 - shown} failures left out`);
    expect(shown).toBeGreaterThan(5);
    expect(markdown.match(/<details>/g)).toHaveLength(markdown.match(/<\/details>/g)?.length ?? -1);
    const roomy = report('markdown', resultsOf(many), { mostBytes: 1_048_576 });
    expect(Buffer.byteLength(roomy)).toBeLessThanOrEqual(1_048_576);
    expect(roomy.length).toBeGreaterThan(900_000);
  });

  test('a fence is longer than any backticks inside of it', () => {
    const results = resultsOf([step({ status: 'fail', error_message: 'a ```` b' })]);
    expect(report('markdown', results)).toContain('`````text\n');
  });
});
