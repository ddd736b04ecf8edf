/** Saved values of a group, a case or a branch; a branch writes to itself until it is joined. */
export class SavedValues {
  readonly #own = new Map<string, unknown>();
  readonly #parent: SavedValues | undefined;

  constructor(parent?: SavedValues) {
    this.#parent = parent;
  }

  has(name: string): boolean {
    return this.#own.has(name) || (this.#parent?.has(name) ?? false);
  }

  get(name: string): unknown {
    return this.#own.has(name) ? this.#own.get(name) : this.#parent?.get(name);
  }

  set(name: string, value: unknown): void {
    this.#own.set(name, value);
  }

  /** Appends to the list of a name, which begins empty. */
  append(name: string, item: unknown): void {
    const before = this.get(name);
    this.set(name, [...(Array.isArray(before) ? before : []), item]);
  }

  /** All values by name, the nearer ones over the farther. */
  all(): Record<string, unknown> {
    return { ...this.#parent?.all(), ...Object.fromEntries(this.#own) };
  }

  /** Takes over what branches have saved, in the order given. */
  join(branches: readonly SavedValues[]): void {
    for (const branch of branches) for (const [name, value] of branch.#own) this.set(name, value);
  }
}
