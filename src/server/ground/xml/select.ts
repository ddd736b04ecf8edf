import type { XmlElement } from './element.js';

/** The children of that name. */
export function selectAll(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  if (parent === undefined || typeof parent.content !== 'object') {
    return [];
  }
  return parent.content.filter((child): child is XmlElement => child?.name === name);
}

/** The element at a path of names, each time the first. */
export function select(parent: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => selectAll(found, name)[0], parent);
}

/** The text at a path of names. */
export function selectText(parent: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  const content = select(parent, ...path)?.content;
  return content === undefined || typeof content === 'object' ? undefined : String(content);
}
