import type { MapEntry, Node } from './node.js';
import type { Location, SourceFile } from './source-file.js';

/**
 * A node as a flat list that JSON can hold, each node before what is in it: its kind, its place, and what it says. Of a
 * place there is how far it begins behind the one before it, and how long it is.
 */
export type PackedNode = readonly (string | number | boolean | null)[];

/** The kinds of a packed node; a scalar that is not written as its value says comes with its source. */
const kinds = { scalar: 0, sourced: 1, list: 2, map: 3 } as const;

/** Packs a node and all that is in it. */
export function packNode(root: Node): PackedNode {
  const packed: (string | number | boolean | null)[] = [];
  let last = 0;
  const packPlace = ({ start, end }: Location): void => {
    packed.push(start - last, end - start);
    last = start;
  };
  const pack = (node: Node): void => {
    switch (node.kind) {
      case 'scalar': {
        const isSourced = node.source !== sourceOf(node.value);
        packed.push(isSourced ? kinds.sourced : kinds.scalar);
        packPlace(node.at);
        packed.push(node.value);
        if (isSourced) {
          packed.push(node.source);
        }
        return;
      }
      case 'list':
        packed.push(kinds.list);
        packPlace(node.at);
        packed.push(node.items.length);
        node.items.forEach(pack);
        return;
      case 'map':
        packed.push(kinds.map);
        packPlace(node.at);
        packed.push(node.entries.length);
        for (const { key, keyAt, value } of node.entries) {
          packed.push(key);
          packPlace(keyAt);
          pack(value);
        }
    }
  };
  pack(root);
  return packed;
}

/** Gives back the node that was packed, as a node of a file. */
export function unpackNode(packed: PackedNode, file: SourceFile): Node {
  let at = 0;
  let last = 0;
  const next = <T extends PackedNode[number]>(): T => packed[at++] as T;
  const unpackPlace = (): Location => {
    last += next<number>();
    return { file, start: last, end: last + next<number>() };
  };
  const unpackEntry = (): MapEntry => ({ key: next(), keyAt: unpackPlace(), value: unpack() });
  const unpack = (): Node => {
    const kind = next<number>();
    const place = unpackPlace();
    if (kind === kinds.list) {
      return { kind: 'list', items: times(next(), unpack), at: place };
    }
    if (kind === kinds.map) {
      return { kind: 'map', entries: times(next(), unpackEntry), at: place };
    }
    const value = next();
    return { kind: 'scalar', value, source: kind === kinds.sourced ? next() : sourceOf(value), at: place };
  };
  return unpack();
}

function sourceOf(value: PackedNode[number]): string {
  return String(value ?? '');
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
