import type { XmlElement } from './element.js';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
// XML 1.0 has no way to write most control characters; S3 writes them as references all the same.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const hasSpecial = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const eachSpecial = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const namedReferences: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Writes a whole document, with the XML declaration. */
export function writeDocument(root: XmlElement): string {
  return declaration + writeElement(root);
}

function writeElement({ name, attributes, content }: XmlElement): string {
  const start = attributes === undefined ? name : `${name}${writeAttributes(attributes)}`;
  if (typeof content !== 'object') {
    return content === '' ? `<${start}/>` : `<${start}>${escapeText(String(content))}</${name}>`;
  }
  let inner = '';
  for (const child of content) {
    if (child !== undefined) {
      inner += writeElement(child);
    }
  }
  return inner === '' ? `<${start}/>` : `<${start}>${inner}</${name}>`;
}

function writeAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeText(value)}"`)
    .join('');
}

function escapeText(text: string): string {
  if (!hasSpecial.test(text)) {
    return text;
  }
  return text.replace(
    eachSpecial,
    (character) => namedReferences[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}
