import { type FieldsOf, list, object, optional, required } from '../../config/shape/compound.js';
import { duration, number, oneOf, rawText } from '../../config/shape/scalars.js';
import type { Shape, ShapeOf } from '../../config/shape/shape.js';
import { errorAt } from '../../config/text/diagnostic.js';
import { identifier, page, recordDate } from '../../conformance/record-shape.js';
import { located } from './located.js';

const consistency = object('a consistency check', {
  workload: required(located(rawText), 'The name of a workload; s3tester list workloads names all of them.'),
  duration: optional(duration, 'How long its clients run; 4s by default.'),
  clients: optional(number({ min: 1, whole: true }), 'How many clients there are; 16 by default.'),
});

const whatHolds = object('what a requirement requires', {
  cases: optional(
    list(located(rawText), { min: 1, orOne: true }),
    'Cases of the conformance suite that must pass: ids, or globs over them.',
  ),
  consistency: optional(consistency, 'A workload of s3tester consistency that must find no violation.'),
  replay: optional(located(rawText), 'A scenario file that must pass, relative to the profile.'),
});

const workaround = object('a workaround', {
  setting: required(rawText, 'The setting as one writes it, such as `use_lockfile = false`.'),
  text: required(rawText, 'What it does, and what it costs, in a sentence.'),
  cases: optional(
    list(located(rawText), { min: 1, orOne: true }),
    'Cases of the conformance suite without which the setting does not help either.',
  ),
});

const sourceFields = {
  recording: optional(rawText, 'What was recorded: the program with its version, and what it did.'),
  url: optional(page, 'The page of a documentation, of source code or of an issue.'),
  seen: required(recordDate, 'When it was recorded or read: a date, a month or a year.'),
} as const;

const sourceShape = object('a source', sourceFields);

const source: Shape<FieldsOf<typeof sourceFields>> = {
  read(node, context) {
    const read = sourceShape.read(node, context);
    if (read && !read.places.has('recording') && !read.places.has('url')) {
      context.report(errorAt(node.at, 'missing-key', 'a source is a recording or a url'));
      return undefined;
    }
    return read;
  },
  schema: sourceShape.schema,
};

/** One thing that an application needs of a store. */
export const requirementShape = object('a requirement', {
  id: required(identifier, 'Its name in the profile: lower-case words with hyphens.'),
  requires: required(whatHolds, 'What must hold.'),
  why: required(rawText, 'What happens to the application where it does not hold, in its own words.'),
  weight: required(
    oneOf('required', 'optional', 'unsafe'),
    'unsafe: where it does not hold, data is lost in silence. required: the application fails. optional: it goes on.',
  ),
  when: optional(
    oneOf('ignored', 'refused', 'either'),
    'The answer that has this weight: the server goes on as if it did what it was asked for, or refuses. By default `ignored` where it is unsafe, and `either` elsewhere.',
  ),
  workaround: optional(workaround, 'The setting of the application that does without.'),
  source: required(list(source, { min: 1, orOne: true }), 'Where this claim is from.'),
});

/** One thing that an application needs of a store. */
export type Requirement = ShapeOf<typeof requirementShape>;
