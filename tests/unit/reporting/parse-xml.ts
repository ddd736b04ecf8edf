import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { XmlElement } from '../../../src/reporting/xml.js';

/** The root of a document as a strict parser reads it; space between elements counts for nothing. */
export function parseXml(text: string): XmlElement {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    open.push({ name, attributes, children: [], text: '' });
  });
  parser.on('text', (part) => {
    const current = open.at(-1) ?? root;
    current.text += part;
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const { name, attributes, children, text } = open.pop() ?? root;
    const isText = !isSelfClosing && children.length === 0;
    open.at(-1)?.children.push({ name, attributes, content: isText ? text : children });
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  const [element] = root.children;
  if (element === undefined) {
    throw new Error('no element');
  }
  return element;
}

interface Open {
  readonly name: string;
  readonly attributes: XmlElement['attributes'];
  readonly children: XmlElement[];
  text: string;
}

/** The elements inside of one, in order; none where it holds text. */
export function childrenOf({ content }: XmlElement): readonly XmlElement[] {
  return typeof content === 'string' ? [] : [...content];
}
