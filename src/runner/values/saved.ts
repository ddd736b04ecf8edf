/** Saved values of a group, a case or a branch; a branch writes to itself until it is joined. */
export class SavedValues {
  /** Made when something is saved, which in most turns of a loop nothing is. */
  #own: Map<string, unknown> | undefined;
  /** What was appended here to lists that began elsewhere. */
  #appended: Map<string, readonly unknown[]> | undefined;
  readonly #parent: SavedValues | undefined;

  constructor(parent?: SavedValues) {
    this.#parent = parent;
  }

  /** Whether nothing was saved here. */
  get isEmpty(): boolean {
    return this.#own === undefined;
  }

  has(name: string): boolean {
    return (this.#own?.has(name) ?? false) || (this.#parent?.has(name) ?? false);
  }

  get(name: string): unknown {
    return this.#own?.has(name) ? this.#own.get(name) : this.#parent?.get(name);
  }

  set(name: string, value: unknown): void {
    this.#own ??= new Map();
    this.#own.set(name, value);
    this.#appended?.delete(name);
  }

  /** Appends to the list of a name, which begins empty. */
  append(name: string, items: readonly unknown[]): void {
    const before = this.get(name);
    this.#own ??= new Map();
    const isOwn = this.#own.has(name) && !this.#appended?.has(name);
    this.#own.set(name, [...(Array.isArray(before) ? before : []), ...items]);
    if (!isOwn) {
      this.#appended ??= new Map();
      this.#appended.set(name, [...(this.#appended.get(name) ?? []), ...items]);
    }
  }

  /** All values by name, the nearer ones over the farther. */
  all(): Record<string, unknown> {
    return { ...this.#parent?.all(), ...Object.fromEntries(this.#own ?? []) };
  }

  /** Takes over what branches have saved and appended, in the order given. */
  join(branches: readonly SavedValues[]): void {
    for (const branch of branches) {
      for (const [name, value] of branch.#own ?? []) {
        const appended = branch.#appended?.get(name);
        if (appended) {
          this.append(name, appended);
        } else {
          this.set(name, value);
        }
      }
    }
  }
}
