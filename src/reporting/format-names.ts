/** Every format of a report by the name a user gives, with one line for a help text; free of what renders them. */
export const formatSummaries = {
  table: 'for people, in a terminal',
  json: 'the whole results as JSON',
  yaml: 'the whole results as YAML',
  junit: 'JUnit XML, for CI systems',
  html: 'one self-contained page, for a browser',
  har: 'an HTTP Archive of what went over the wire',
  markdown: 'for a pull request or a job summary',
  ctrf: 'the Common Test Report Format, as JSON',
  tap: 'the Test Anything Protocol, version 14',
  csv: 'a line for each test, for a spreadsheet',
  badge: 'the score as a badge of shields.io',
  github: 'annotations of GitHub, as workflow commands',
} as const;

/** The name of a format. */
export type FormatName = keyof typeof formatSummaries;

/** The formats in which every command writes what it found: for people, or as data. */
export const outputFormats = ['table', 'json', 'yaml'] as const satisfies readonly FormatName[];

/** The name of every format. */
export const formatNames = Object.keys(formatSummaries).filter(isFormatName);

/** The formats of a comparison. */
export const comparisonFormats = [
  'html',
  'markdown',
  'json',
  'yaml',
  'table',
] as const satisfies readonly FormatName[];

/** The formats of what was found of consistency: it has no tests to list, and keeps no trace of what went over the wire. */
export const consistencyFormats = [
  'json',
  'yaml',
  'junit',
  'html',
  'markdown',
  'table',
] as const satisfies readonly FormatName[];

/** The formats of a qualification. */
export const qualificationFormats = [
  'table',
  'json',
  'yaml',
  'html',
] as const satisfies readonly FormatName[];

/** Whether a report can be had under this name. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formatSummaries, name);
}
