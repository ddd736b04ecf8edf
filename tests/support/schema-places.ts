/** What of a JSON Schema is read here. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A value inside of data, and the schema that it follows. */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** The object of the schema that it is a member of, such as `StepResult`; null for items of lists and maps. */
  readonly owner: string | null;
}

/** Every value inside of data that its schema says something of, at any depth. */
export function placesIn(root: Schema, data: unknown): readonly Place[] {
  return inside({ schema: root, id: 'Results' }, data, [], root);
}

/** Whether a value follows a schema, as far as its own type goes: what is inside of it is not looked at. */
export function fits(schema: Schema, value: unknown, root: Schema): boolean {
  const forms = formsOf(schema, root);
  return forms.some(({ schema: { type, const: only, enum: words } }) =>
    only !== undefined
      ? value === only
      : words !== undefined
        ? words.includes(value)
        : type === undefined || [type].flat().includes(typeOf(value)),
  );
}

/** Puts another value at a place inside of data, or takes it out for undefined; a place that is gone is left alone. */
export function changeAt(data: unknown, path: Place['path'], change: (value: unknown) => unknown): void {
  const [key = '', ...further] = path;
  if (typeof data !== 'object' || data === null) {
    return;
  }
  const value: unknown = Reflect.get(data, key);
  if (further.length > 0) {
    changeAt(value, further, change);
    return;
  }
  const changed = change(value);
  if (changed === undefined) {
    Reflect.deleteProperty(data, key);
  } else {
    Reflect.set(data, key, changed);
  }
}

interface Named {
  readonly schema: Schema;
  readonly id: string | null;
}

/** The schemas that a value may follow, with `$ref`, `allOf` and `anyOf` resolved. */
function formsOf(schema: Schema, root: Schema): readonly Named[] {
  const ref = schema.allOf?.[0]?.$ref ?? schema.$ref;
  if (ref !== undefined) {
    const id = ref.replace('#/definitions/', '');
    return [{ schema: root.definitions?.[id] ?? {}, id }];
  }
  return schema.anyOf?.flatMap((one) => formsOf(one, root)) ?? [{ schema, id: null }];
}

function inside({ schema, id }: Named, value: unknown, path: Place['path'], root: Schema): readonly Place[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { properties, required = [], items, additionalProperties } = schema;
  return Object.entries(value).flatMap(([key, member]) => {
    const own = Array.isArray(value) ? items : (properties?.[key] ?? additionalProperties);
    if (own === undefined) {
      return [];
    }
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    const place = {
      path: at,
      schema: own,
      isRequired: required.includes(key),
      owner: properties === undefined ? null : id,
    };
    return [place, ...inside(formOf(own, member, root), member, at, root)];
  });
}

/** Of the forms that a value may have the one that it has. */
function formOf(schema: Schema, value: unknown, root: Schema): Named {
  const forms = formsOf(schema, root);
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const own = forms.find(({ schema: form }) => (form.required ?? []).some((name) => names.includes(name)));
  return own ?? forms.find(({ schema: form }) => form.type === typeOf(value)) ?? { schema: {}, id: null };
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
