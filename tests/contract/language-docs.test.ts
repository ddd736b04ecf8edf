import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filterNames } from '../../src/config/values/filters.js';
import { matchers } from '../../src/expectations/matchers/index.js';
import { repository } from '../support/repository.js';

const page = await readFile(path.join(repository, 'docs', 'scenario-language.md'), 'utf8');

test('docs/scenario-language.md has every matcher', () => {
  expect([...matchers.keys()].filter((name) => !new RegExp(`\\${name}\\b`).test(page))).toEqual([]);
});

test('docs/scenario-language.md has every filter of values', () => {
  expect(filterNames.filter((name) => !new RegExp(`[|\`]${name}\\b`).test(page))).toEqual([]);
});
