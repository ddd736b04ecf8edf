import { S3Error } from '../errors/s3-error.js';
import { element, type XmlContent, type XmlElement } from './element.js';
import { parseDocument, type XmlNode } from './parse.js';

/** Checks an element and gives what it holds; throws MalformedXML. */
export type ElementShape = (node: XmlNode) => XmlContent;

/** An element of a record: its shape, and how often it may occur. */
export interface ElementField {
  readonly shape: ElementShape;
  readonly min: number;
  readonly max: number;
}

/** The refusal of a document that does not follow its schema. */
export function malformed(message?: string): S3Error {
  return new S3Error('MalformedXML', message === undefined ? {} : { message });
}

/** Text, at most so long; longer is an InvalidArgument where S3 says so, so no length is the usual. */
export function text(pattern?: RegExp): ElementShape {
  return (node) => {
    if (node.children.length > 0 || (pattern !== undefined && !pattern.test(node.text))) {
      throw malformed();
    }
    return node.text;
  };
}

/** A whole number within bounds. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): ElementShape {
  return (node) => {
    const value = Number(node.text.trim());
    if (node.text.trim() === '' || !Number.isInteger(value) || value < min || value > max) {
      throw malformed();
    }
    return value;
  };
}

/** `true` or `false`. */
export const flag: ElementShape = (node) => {
  const value = node.text.trim().toLowerCase();
  if (value !== 'true' && value !== 'false') {
    throw malformed();
  }
  return value;
};

/** One of some words. */
export function oneOf(...words: readonly string[]): ElementShape {
  return (node) => {
    const value = node.text.trim();
    if (!words.includes(value)) {
      throw malformed();
    }
    return value;
  };
}

/** Elements by name, in the order in which they are written back; `check` sees the record's own element. */
export function record(
  fields: Readonly<Record<string, ElementField>>,
  check?: (node: XmlNode) => void,
): ElementShape {
  return (node) => {
    if (
      node.children.some(({ name }) => !(name in fields)) ||
      (node.children.length > 0 && node.text.trim() !== '')
    ) {
      throw malformed();
    }
    const content: XmlElement[] = [];
    for (const [name, { shape, min, max }] of Object.entries(fields)) {
      const children = node.children.filter((child) => child.name === name);
      if (children.length < min || children.length > max) {
        throw malformed();
      }
      for (const child of children) {
        content.push(element(name, shape(child)));
      }
    }
    check?.(node);
    return content;
  };
}

/** Exactly once. */
export function one(shape: ElementShape): ElementField {
  return { shape, min: 1, max: 1 };
}

/** Once, or not at all. */
export function maybe(shape: ElementShape): ElementField {
  return { shape, min: 0, max: 1 };
}

/** Any number of times, within bounds. */
export function many(shape: ElementShape, min = 0, max = 1000): ElementField {
  return { shape, min, max };
}

/** Any content, kept as it is: for elements that this server does not look into. */
export const anything: ElementShape = (node) =>
  node.children.length === 0
    ? node.text
    : node.children.map((child) => element(child.name, anything(child), child.attributes));

/** Parses a document and checks it against its schema. */
export function readShape(source: string, root: string, shape: ElementShape): XmlElement {
  const node = parseDocument(source);
  if (node.name !== root) {
    throw malformed();
  }
  return { name: root, content: shape(node) };
}
