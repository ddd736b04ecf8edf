import type { Location } from './source-file.js';

/** A scalar of the document; `source` is its text as written, without quotes. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly source: string;
  readonly at: Location;
}

/** A sequence of the document. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Location;
}

/** One entry of a map, with the place of its key. */
export interface MapEntry {
  readonly key: string;
  readonly keyAt: Location;
  readonly value: Node;
}

/** A mapping of the document, in the order written. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly at: Location;
}

/** A node of a parsed document; every one has its position. */
export type Node = ScalarNode | ListNode | MapNode;

/** The value under a key, if it is there. */
export function child(node: Node, key: string): Node | undefined {
  return node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** Says in a word what a node is, for messages. */
export function describeNode(node: Node): string {
  if (node.kind !== 'scalar') {
    return node.kind === 'list' ? 'a list' : 'a map';
  }
  if (node.value === null) {
    return 'nothing';
  }
  if (typeof node.value === 'string') {
    return `the text "${shorten(node.value)}"`;
  }
  return typeof node.value === 'number' ? `the number ${node.source}` : String(node.value);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Plain data of a node, without positions. */
export function toData(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toData);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, toData(value)]));
  }
}
