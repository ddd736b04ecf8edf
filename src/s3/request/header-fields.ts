import type { HeaderList } from '../../lib/headers.js';

/** The headers of a request in the making: in order, with case and duplicates; names are found in any case. */
export interface HeaderFields {
  get(name: string): string | undefined;
  has(name: string): boolean;
  addIfAbsent(name: string, value: string): void;
  /** Replaces the first of the name and removes the others; adds it where there is none. */
  set(name: string, ...values: readonly string[]): void;
  remove(name: string): void;
  list(): HeaderList;
}

/** Makes header fields that begin with those given. */
export function createHeaderFields(initial: HeaderList): HeaderFields {
  let fields: (readonly [string, string])[] = [...initial];
  const isNamed =
    (name: string) =>
    ([key]: readonly [string, string]): boolean =>
      key.length === name.length && key.toLowerCase() === name.toLowerCase();
  const has = (name: string): boolean => fields.some(isNamed(name));
  return {
    get: (name) => fields.find(isNamed(name))?.[1],
    has,
    addIfAbsent(name, value) {
      if (!has(name)) {
        fields.push([name, value]);
      }
    },
    set(name, ...values) {
      const at = fields.findIndex(isNamed(name));
      const fresh = values.map((value) => [name, value] as const);
      const others = fields.filter((field) => !isNamed(name)(field));
      fields = at < 0 ? [...fields, ...fresh] : [...others.slice(0, at), ...fresh, ...others.slice(at)];
    },
    remove(name) {
      fields = fields.filter((field) => !isNamed(name)(field));
    },
    list: () => fields,
  };
}
