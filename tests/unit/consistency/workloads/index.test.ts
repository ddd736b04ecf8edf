import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { workloads } from '../../../../src/consistency/workloads/index.js';
import { features } from '../../../../src/consistency/workloads/workload.js';
import { repository } from '../../../support/repository.js';

const page = await readFile(path.join(repository, 'docs', 'consistency.md'), 'utf8');

test.each(workloads.map((workload) => [workload.name, workload] as const))(
  'docs/consistency.md says what %s does, what it stands for, and what it needs',
  (name, { summary, standsFor, needs }) => {
    const needed = needs.map((feature) => `\`${feature}\``).join(', ') || 'nothing special';
    expect(page).toContain(`| \`${name}\` | ${summary} | ${standsFor} | ${needed} |`);
  },
);

test.each(Object.entries(features))('docs/consistency.md says what the feature %s is', (name, meaning) => {
  expect(page).toContain(`| \`${name}\` | ${meaning} |`);
});
