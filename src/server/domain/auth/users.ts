import { createHash } from 'node:crypto';
import type { Owner } from '../../ground/store/records.js';

/** A user to start the server with; ids that are not given are derived from the access key. */
export interface UserOptions {
  readonly name: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Makes the credentials temporary: requests must carry this token. */
  readonly sessionToken?: string;
  /** 64 hexadecimal digits: whom ACLs mean. Users who share it are one owner. */
  readonly canonicalId?: string;
  /** Twelve digits. */
  readonly accountId?: string;
  /** Whom policies mean. */
  readonly arn?: string;
}

/** A user with all ids. */
export interface User extends UserOptions {
  readonly canonicalId: string;
  readonly accountId: string;
  readonly arn: string;
  readonly owner: Owner;
}

/** Fills in the ids of a user. The same access key gives the same ids. */
function createUser(options: UserOptions): User {
  const digest = createHash('sha256').update(`s3tester user ${options.accessKey}`).digest('hex');
  const canonicalId = options.canonicalId ?? digest;
  const accountId =
    options.accountId ?? String(10 ** 11 + (Number.parseInt(digest.slice(0, 12), 16) % (9 * 10 ** 11)));
  return {
    ...options,
    canonicalId,
    accountId,
    arn: options.arn ?? `arn:aws:iam::${accountId}:user/${options.name}`,
    owner: { id: canonicalId, displayName: options.name },
  };
}

/** The users of a server, by access key, canonical id and account. Throws a RangeError for an access key that two of them have. */
export class Users {
  readonly all: readonly User[];
  readonly #byAccessKey: Map<string, User>;

  constructor(options: readonly UserOptions[]) {
    this.all = options.map(createUser);
    this.#byAccessKey = new Map();
    for (const user of this.all) {
      const other = this.#byAccessKey.get(user.accessKey);
      if (other !== undefined) {
        throw new RangeError(`the users "${other.name}" and "${user.name}" have one access key`);
      }
      this.#byAccessKey.set(user.accessKey, user);
    }
  }

  byAccessKey(accessKey: string): User | undefined {
    return this.#byAccessKey.get(accessKey);
  }

  byCanonicalId(id: string): User | undefined {
    return this.all.find(({ canonicalId }) => canonicalId === id);
  }

  byArnOrAccount(text: string): User | undefined {
    return this.all.find(
      ({ arn, accountId }) => arn === text || accountId === text || text === `arn:aws:iam::${accountId}:root`,
    );
  }
}
