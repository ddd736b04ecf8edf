import { Argument } from '@commander-js/extra-typings';
import type { OptionsOf } from '../options/common.js';
import { makeSuiteCommand } from '../options/selection.js';

const subjects = ['groups', 'operations', 'credentials', 'cases', 'workloads', 'profiles'] as const;

/** `s3tester list`, declared. */
export const declareList = () =>
  makeSuiteCommand('list', 'list groups, operations, credentials, cases, workloads or profiles')
    .addArgument(new Argument('<what>', 'what to list').choices(subjects))
    .argument('[config...]', 'configuration files');

/** What `s3tester list` lists. */
export type ListSubject = (typeof subjects)[number];

/** What `s3tester list` may be given. */
export type ListOptions = OptionsOf<ReturnType<typeof declareList>>;
