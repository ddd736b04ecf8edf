/**
 * What is read of a JSON Schema here.
 * @typedef {object} Schema
 * @property {string} [description]
 * @property {string | readonly string[]} [type]
 * @property {string} [$ref]
 * @property {number} [const]
 * @property {readonly (string | null)[]} [enum]
 * @property {readonly Schema[]} [anyOf]
 * @property {readonly Schema[]} [allOf]
 * @property {Schema} [items]
 * @property {Schema} [additionalProperties]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {readonly string[]} [required]
 * @property {Readonly<Record<string, Schema>>} [definitions]
 */

/**
 * The same page with its tables written anew from the schema: for each object of the schema the text between
 * `<!-- fields of NAME -->` and `<!-- end -->`. Throws where an object has no place, or a place no object.
 * @param {string} page
 * @param {Schema} schema
 * @returns {string}
 */
export function fillTables(page, schema) {
  const objects = new Map(Object.entries({ Results: schema, ...schema.definitions }));
  const filled = page.replaceAll(/<!-- fields of (\w+) -->[\s\S]*?<!-- end -->/g, (_whole, name) => {
    const object = objects.get(name);
    if (object === undefined) {
      throw new Error(`the schema of results has no ${name}, or the page has it twice`);
    }
    objects.delete(name);
    const title = object === schema ? '' : `**${name}**: ${object.description}\n\n`;
    return `<!-- fields of ${name} -->\n\n${title}${tableOf(object, schema)}\n\n<!-- end -->`;
  });
  if (objects.size > 0) {
    throw new Error(`the page has no place for the fields of ${[...objects.keys()].join(', ')}`);
  }
  return filled;
}

/**
 * @param {Schema} object
 * @param {Schema} schema
 */
function tableOf({ properties = {}, required = [] }, schema) {
  const rows = Object.entries(properties).map(([name, field]) => {
    const type = required.includes(name) ? typeOf(field) : `${typeOf(field)}; may be absent`;
    const meaning = field.description ?? schema.definitions?.[idOf(field) ?? '']?.description;
    if (meaning === undefined) {
      throw new Error(`the field ${name} has no description`);
    }
    return `| \`${name}\` | ${type} | ${meaning} |`;
  });
  return ['| key | value | |', '|---|---|---|', ...rows].join('\n');
}

/**
 * The object that a field holds, where it is one with an id; one that may be absent stands in an `allOf`.
 * @param {Schema} field
 * @returns {string | undefined}
 */
function idOf({ $ref, allOf }) {
  return (allOf?.[0]?.$ref ?? $ref)?.replace('#/definitions/', '');
}

/** @type {Readonly<Record<string, string>>} */
const words = { string: 'text', boolean: 'true or false', object: 'object' };

/**
 * @param {Schema} field
 * @returns {string}
 */
function typeOf(field) {
  const { const: value, enum: values, anyOf, items, type } = field;
  const id = idOf(field);
  if (id !== undefined) {
    return id;
  }
  if (value !== undefined) {
    return String(value);
  }
  if (values !== undefined) {
    return values.map((one) => (one === null ? 'null' : `\`${one}\``)).join(', ');
  }
  if (anyOf !== undefined) {
    return anyOf.map(typeOf).join(' or ');
  }
  if (items !== undefined) {
    return `list of ${typeOf(items)}`;
  }
  const types = type === undefined ? ['anything'] : [type].flat();
  return types.map((one) => words[one] ?? one).join(' or ');
}
