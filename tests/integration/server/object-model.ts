/** A version as the simplest possible S3 would hold it; without a body it is a delete marker. */
export interface ModelVersion {
  readonly id: string;
  readonly body: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A version with its key. */
export type PlacedVersion = ModelVersion & { readonly key: string };

/** What a write leaves, before it has an id. */
export type ModelDraft = Omit<ModelVersion, 'id'>;

/** The simplest possible bucket: per key its versions, newest first. */
export class BucketModel {
  readonly keys = new Map<string, readonly ModelVersion[]>();
  versioning: 'Enabled' | 'Suspended' | undefined;

  put(key: string, draft: ModelDraft, id: string | undefined): void {
    // A bucket whose versioning is suspended need not name the version that it wrote.
    const version = { ...draft, id: this.versioning === 'Enabled' ? (id ?? '') : 'null' };
    const former = this.keys.get(key) ?? [];
    this.keys.set(key, [version, ...former.filter((other) => other.id !== version.id)]);
  }

  /** A delete without a version id. */
  remove(key: string, markerId: string | undefined): void {
    if (this.versioning === undefined) {
      this.removeVersion(key, 'null');
    } else {
      this.put(key, { body: undefined, metadata: {}, tags: {} }, markerId);
    }
  }

  removeVersion(key: string, id: string): void {
    const kept = (this.keys.get(key) ?? []).filter((version) => version.id !== id);
    if (kept.length === 0) {
      this.keys.delete(key);
    } else {
      this.keys.set(key, kept);
    }
  }

  tag(key: string, id: string, tags: Readonly<Record<string, string>>): void {
    const versions = this.keys.get(key) ?? [];
    this.keys.set(
      key,
      versions.map((version) => (version.id === id ? { ...version, tags } : version)),
    );
  }

  /** What a plain read of a key sees. */
  current(key: string): ModelVersion | undefined {
    const newest = this.keys.get(key)?.[0];
    return newest?.body === undefined ? undefined : newest;
  }

  /** One of all versions, by any number. */
  pick(place: number): PlacedVersion | undefined {
    return at(this.#all(), place);
  }

  /** One of all versions that are objects, by any number. */
  pickObject(place: number): PlacedVersion | undefined {
    return at(
      this.#all().filter(({ body }) => body !== undefined),
      place,
    );
  }

  #all(): PlacedVersion[] {
    return [...this.keys].flatMap(([key, versions]) => versions.map((version) => ({ ...version, key })));
  }
}

function at(versions: readonly PlacedVersion[], place: number): PlacedVersion | undefined {
  return versions[place % Math.max(versions.length, 1)];
}
