/**
 * Makes the JSON Schema (draft-07) of the parameters of every operation, and the table of enumerations that the tool
 * reads at run time, from the catalogue and the SDK's type declarations.
 *
 * The schema refuses nothing that the tool would send with a mere warning: enumerations only complete, scalars may be
 * text, and every value may be null or a `${…}`.
 */

/**
 * @typedef {Pick<typeof import('../../src/operations/index.ts'), 'findOperation' | 'operationAliases' | 'operationNames' | 'parameterAliases' | 'kebabName' | 'snakeName'>} Catalogue
 * @typedef {import('../../src/operations/index.ts').Member} Member
 * @typedef {import('../../src/operations/index.ts').Operation} Operation
 * @typedef {import('../../src/operations/index.ts').MemberShape} Shape
 * @typedef {import('./declarations.js').Declarations} Declarations
 * @typedef {{ enums: Record<string, string[]>, fields: Record<string, Record<string, string>> }} EnumTable
 * @typedef {Record<string, unknown>} Schema
 * @typedef {readonly [name: string, schema: Schema]} Entry
 */

const origin =
  'Generated from @aws-sdk/client-s3; the descriptions are from its documentation (Apache License 2.0, Amazon.com, Inc.).';

/**
 * @param {Catalogue} catalogue
 * @param {Declarations} declarations
 * @returns {{ schema: Schema, enums: EnumTable }}
 */
export function generateParametersSchema(catalogue, declarations) {
  const names = [...catalogue.operationNames(), ...catalogue.operationAliases()];
  const operations = names.flatMap((name) => catalogue.findOperation(name) ?? []);
  const structures = structuresOf(operations);
  const members = [...operations, ...structures.values()].flatMap((owner) => owner.members);
  const enums = enumTable(members, declarations);
  const context = { catalogue, declarations, enums };
  /** @type {Entry[]} */
  const definitions = [
    ...Object.entries(enums.enums).map(([name, values]) => entry(enumName(name), enumSchema(values))),
    ...[...structures].map(([name, shape]) => entry(name, structureSchema(shape, context))),
    ...operations
      .filter(({ name, requestedName }) => name === requestedName)
      .map((operation) => entry(operation.name, parametersSchema(operation, context))),
    ['Body', bodySchema],
  ];
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: origin,
    title: 'Parameters of the S3 operations, by the name of the operation',
    type: 'object',
    properties: sorted(operations.map(({ name, requestedName }) => [requestedName, reference(name)])),
    additionalProperties: false,
    definitions: sorted(definitions.map(([name, definition]) => [`s3.${name}`, definition])),
  };
  return { schema, enums };
}

/** The structures that stand inside of inputs, by name. @param {Operation[]} operations */
function structuresOf(operations) {
  /** @type {Map<string, Shape>} */
  const structures = new Map();
  const visit = (/** @type {Shape} */ shape) => {
    if (shape.item) {
      visit(shape.item);
    }
    if (shape.kind !== 'structure' || structures.has(shape.name)) {
      return;
    }
    structures.set(shape.name, shape);
    for (const member of shape.members) {
      visit(member.shape);
    }
  };
  for (const { members } of operations) {
    for (const member of members) {
      visit(member.shape);
    }
  }
  return structures;
}

/** @param {Member[]} members @param {Declarations} declarations @returns {EnumTable} */
function enumTable(members, declarations) {
  /** @type {Map<string, Map<string, string>>} */
  const fields = new Map();
  /** @type {Map<string, string[]>} */
  const enums = new Map();
  for (const { owner, name } of members) {
    const type = declared(declarations, owner, name).type.replace('[]', '');
    const values = declarations.enums.get(type);
    if (!values) {
      continue;
    }
    enums.set(type, values);
    fields.set(owner, (fields.get(owner) ?? new Map()).set(name, type));
  }
  return {
    enums: sorted([...enums]),
    fields: sorted([...fields].map(([owner, types]) => [owner, sorted([...types])])),
  };
}

/**
 * @typedef {{ catalogue: Catalogue, declarations: Declarations, enums: EnumTable }} Context
 */

/** @param {Operation} operation @param {Context} context @returns {Schema} */
function parametersSchema(operation, context) {
  const { snakeName } = context.catalogue;
  const { name, payload } = operation;
  return objectSchema(
    name,
    [
      ...operation.members.map((member) => entry(member.name, memberSchema(member, context))),
      ...operation.bodyFields.map((field) =>
        entry(field.name, reference(`${payload?.shape.name}/properties/${snakeName(field.name)}`)),
      ),
      ...context.catalogue
        .parameterAliases(operation)
        .map(({ name: alias, description }) =>
          entry(alias, { description, type: aliasTypes[alias] ?? text }),
        ),
    ],
    context,
    context.declarations.operations.get(name),
  );
}

/** @param {Shape} shape @param {Context} context @returns {Schema} */
function structureSchema(shape, context) {
  const fields = shape.members.map((member) => entry(member.name, memberSchema(member, context)));
  return { ...objectSchema(shape.name, fields, context), type: ['object', 'string', 'null'] };
}

/**
 * The properties are snake_case, for completion; the two other styles are patterns that refer to them.
 * @param {string} definition
 * @param {readonly Entry[]} properties API names with their schemas; one that stands twice keeps its first schema
 * @param {Context} context
 * @param {string} [description]
 * @returns {Schema}
 */
function objectSchema(definition, properties, { catalogue }, description) {
  const { snakeName, kebabName } = catalogue;
  const byName = new Map(properties.toReversed());
  const names = [...byName.keys()].sort();
  const otherStyles = names.map((name) => {
    const property = snakeName(name);
    const others = [name, kebabName(name)].filter((spelling) => spelling !== property);
    return { others, schema: reference(`${definition}/properties/${property}`) };
  });
  return {
    ...(description ? { description } : {}),
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [snakeName(name), byName.get(name)])),
    patternProperties: {
      ...Object.fromEntries(
        otherStyles
          .filter(({ others }) => others.length > 0)
          .map(({ others, schema }) => [`^(?:${[...new Set(others)].join('|')})$`, schema]),
      ),
      '\\$': {},
    },
    additionalProperties: false,
  };
}

const text = ['string', 'number', 'boolean', 'null'];

/** @type {Record<string, string[]>} */
const aliasTypes = {
  tags: ['object', 'array', 'string', 'null'],
  body_size: ['integer', 'string', 'null'],
};

/** @param {Member} member @param {Context} context @returns {Schema} */
function memberSchema(member, { declarations, enums }) {
  const { description } = declared(declarations, member.owner, member.name);
  const enumeration = enums.fields[member.owner]?.[member.name];
  const words = [description, member.required ? '(required)' : ''].filter(Boolean).join(' ');
  return { ...(words ? { description: words } : {}), ...valueSchema(member.shape, enumeration, member) };
}

/** @param {Shape} shape @param {string | undefined} enumeration @param {Member} member @returns {Schema} */
function valueSchema(shape, enumeration, member) {
  switch (shape.kind) {
    case 'structure':
      return { allOf: [reference(shape.name)] };
    case 'stream':
      return { allOf: [reference('Body')] };
    case 'list':
      return {
        type: ['array', 'object', 'string', 'null'],
        ...(shape.item ? { items: valueSchema(shape.item, enumeration, member) } : {}),
      };
    case 'map':
      return { type: ['object', 'string', 'null'], additionalProperties: { type: text } };
    case 'number':
      return { type: ['number', 'string', 'null'] };
    case 'boolean':
      return { type: ['boolean', 'string', 'null'] };
    default:
      if (enumeration) {
        return { allOf: [reference(enumName(enumeration))] };
      }
      return { type: member.binding === 'payload' ? ['object', 'string', 'null'] : text };
  }
}

/** @param {readonly string[]} values @returns {Schema} */
function enumSchema(values) {
  return { anyOf: [{ enum: values }, { type: ['string', 'null'] }] };
}

/** @type {Schema} */
const bodySchema = {
  anyOf: [
    { type: text },
    {
      type: 'object',
      properties: {
        base64: { description: 'Bytes, as base64.', type: 'string' },
        size: { description: 'Pseudo-random bytes, as many as this.', type: ['integer', 'string'] },
        seed: { description: 'What the pseudo-random bytes are made from.', type: ['integer', 'string'] },
        range: { description: 'The first and last byte to take of them.', type: ['array', 'string'] },
        zeros: { description: 'Zero bytes, as many as this.', type: ['integer', 'string'] },
        concat: { description: 'Bodies, one after the other.', type: ['array', 'object', 'string'] },
      },
      patternProperties: { '\\$': {} },
      additionalProperties: false,
    },
  ],
};

/** @param {Declarations} declarations @param {string} owner @param {string} name */
function declared(declarations, owner, name) {
  const field = declarations.interfaces.get(owner)?.get(name);
  if (!field) {
    throw new Error(`The type declarations have no ${owner}.${name}`);
  }
  return field;
}

/** @param {string} name @param {Schema} schema @returns {Entry} */
function entry(name, schema) {
  return [name, schema];
}

/** @param {string} name */
function enumName(name) {
  return `enum.${name}`;
}

/** @param {string} name @returns {Schema} */
function reference(name) {
  return { $ref: `#/definitions/s3.${name}` };
}

/**
 * @template T
 * @param {readonly (readonly [string, T])[]} entries
 * @returns {Record<string, T>}
 */
function sorted(entries) {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
