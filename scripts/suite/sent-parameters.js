import { SaxesParser } from 'saxes';

/** @typedef {import('./changing-proxy.js').Exchange} Exchange */
/** @typedef {import('../../src/operations/index.ts').Operation} Operation */
/** @typedef {import('../../src/operations/index.ts').MemberShape} Shape */

/**
 * A parameter by its path (`Tagging.TagSet.Key`), and how it looks in a request: `query prefix`, `header x-amz-acl`, or
 * `element TagSet/Tag/Key`, by its path below the root of a document.
 * @typedef {{ readonly name: string, readonly wire: RegExp }} Parameter
 */

/**
 * The parameters of an operation, with all that is in them.
 * @param {Pick<Operation, 'members' | 'payload'>} operation
 * @returns {Parameter[]}
 */
export function parametersOf({ members, payload }) {
  const inHead = members
    .filter(({ binding }) => binding === 'query' || binding === 'header')
    .map(({ name, binding, wireName }) => ({
      name,
      wire: wholly(`${binding} ${quote(wireName.toLowerCase())}`),
    }));
  return payload?.kind === 'structure'
    ? [...inHead, ...fieldsOf(payload.shape, '', payload.name, [])]
    : inHead;
}

/**
 * @param {Shape} shape
 * @param {string} path a pattern
 * @param {string} name
 * @param {readonly string[]} above the structures that this one stands in
 * @returns {Parameter[]}
 */
function fieldsOf(shape, path, name, above) {
  const inner = shape.item ?? shape;
  // The items of a list may have elements of their own.
  const place = shape.item === undefined ? path : `${path}(?:[^/]+/)?`;
  return above.includes(inner.name)
    ? []
    : inner.members.flatMap((member) => {
        const own = `${place}${quote(member.wireName)}`;
        const id = `${name}.${member.name}`;
        return [
          { name: id, wire: wholly(`element ${own}`) },
          ...fieldsOf(member.shape, `${own}/`, id, [...above, inner.name]),
        ];
      });
}

/**
 * What one request has, in the form that `wire` of a parameter matches. Presigners put headers into the query.
 * @param {Exchange} exchange
 * @returns {Set<string>}
 */
export function namesIn({ url, headers, body }) {
  const query = new URL(url, 'http://localhost').searchParams;
  return new Set([
    ...[...query.keys()].flatMap((name) => [`query ${name.toLowerCase()}`, `header ${name.toLowerCase()}`]),
    ...headers.map(([name]) => `header ${name.toLowerCase()}`),
    ...elementsIn(body.toString('utf8')).map((path) => `element ${path}`),
  ]);
}

/**
 * The paths of elements and attributes below the root of a document; none where it is no document.
 * @param {string} text
 * @returns {string[]}
 */
function elementsIn(text) {
  if (!/^\s*</.test(text)) {
    return [];
  }
  /** @type {string[]} */
  const open = [];
  /** @type {string[]} */
  const paths = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    const path = open.slice(1).join('/');
    paths.push(path, ...Object.keys(attributes).map((attribute) => `${path}/${attribute}`));
  });
  parser.on('closetag', () => {
    open.pop();
  });
  // Cases also send what is broken; what comes before counts.
  parser.on('error', () => {});
  parser.write(text).close();
  return paths;
}

/** @param {string} pattern */
function wholly(pattern) {
  return new RegExp(`^${pattern}$`);
}

/** @param {string} text */
function quote(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
