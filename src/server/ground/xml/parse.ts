import { SaxesParser } from 'saxes';
import { S3Error } from '../errors/s3-error.js';

/** An element as it was read: prefixes are dropped, text is joined. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

const maxDepth = 64;

/** Reads a document; throws MalformedXML where it is not well-formed, or has a document type. */
export function parseDocument(source: string): XmlNode {
  const parser = new SaxesParser({ fragment: false, position: false });
  const open: XmlNode[] = [];
  let root: XmlNode | undefined;
  const refuse = (): never => {
    throw new S3Error('MalformedXML');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', (tag) => {
    const node: XmlNode = {
      name: localName(tag.name),
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
    };
    const parent = open.at(-1);
    if (parent === undefined) {
      root = node;
    } else {
      parent.children.push(node);
    }
    if (open.push(node) > maxDepth) {
      refuse();
    }
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) {
      current.text += text;
    }
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(source.startsWith('\ufeff') ? source.slice(1) : source).close();
  return root ?? refuse();
}

/** The first child of that name. */
export function childOf(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** The trimmed text of the first child of that name. */
export function textOf(node: XmlNode, name: string): string | undefined {
  return childOf(node, name)?.text.trim();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
