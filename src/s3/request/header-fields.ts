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
  return new Fields([...initial]);
}

type Field = readonly [name: string, value: string];

class Fields implements HeaderFields {
  constructor(private fields: Field[]) {}

  get(name: string): string | undefined {
    return this.fields[this.#find(name)]?.[1];
  }

  has(name: string): boolean {
    return this.#find(name) >= 0;
  }

  addIfAbsent(name: string, value: string): void {
    if (!this.has(name)) {
      this.fields.push([name, value]);
    }
  }

  set(name: string, ...values: readonly string[]): void {
    const at = this.#find(name);
    const fresh = values.map((value) => [name, value] as const);
    if (at < 0) {
      this.fields.push(...fresh);
      return;
    }
    const others = this.fields.filter((field) => !isNamed(field, name));
    this.fields = [...others.slice(0, at), ...fresh, ...others.slice(at)];
  }

  remove(name: string): void {
    this.fields = this.fields.filter((field) => !isNamed(field, name));
  }

  list(): HeaderList {
    return this.fields;
  }

  #find(name: string): number {
    return this.fields.findIndex((field) => isNamed(field, name));
  }
}

function isNamed([key]: Field, name: string): boolean {
  return key === name || (key.length === name.length && key.toLowerCase() === name.toLowerCase());
}
