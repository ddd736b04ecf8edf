import type { Location } from '../text/source-file.js';

/** A text without references, or any other scalar; `source` is its text in the YAML. */
export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly source: string;
  readonly at: Location;
}

/** A text with references in it. One that is a single reference keeps the type of what it names. */
export interface TemplateValue {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  readonly at: Location;
}

/** A list of values. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly at: Location;
}

/** A map whose keys may hold references too. */
export interface MapValue {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: LiteralValue | TemplateValue; readonly value: Value }[];
  readonly at: Location;
}

/** `{ $for: <list>, value: … }`: the list of the value for every `${item}`. */
export interface GeneratedValue {
  readonly kind: 'generated';
  readonly source: Value;
  readonly value: Value;
  readonly at: Location;
}

/** A value of the scenario language, compiled: what it needs is known before it is evaluated. */
export type Value = LiteralValue | TemplateValue | ListValue | MapValue | GeneratedValue;

/** A piece of a template: literal text, or a reference. */
export type TemplatePart = string | Reference;

/** One step of a filter chain: `|pad:4`. */
export interface Filter {
  readonly name: string;
  readonly argument: string | undefined;
}

/** The text between `${` and `}`. */
export interface Reference {
  readonly kind: 'reference';
  /** As written, without `${` and `}`. */
  readonly text: string;
  readonly subject: Subject;
  readonly fallback: readonly TemplatePart[] | undefined;
  readonly filters: readonly Filter[];
}

/** What a reference names: a path of values, a range of numbers, a moment, or random text. */
export type Subject =
  | { readonly kind: 'path'; readonly name: string; readonly path: readonly (string | number)[] }
  | { readonly kind: 'range'; readonly first: RangeEnd; readonly last: RangeEnd }
  | { readonly kind: 'now'; readonly offsetMs: number }
  | { readonly kind: 'random'; readonly length: number };

/** An end of a range: a number, or the path of one. */
export type RangeEnd = number | Extract<Subject, { kind: 'path' }>;
