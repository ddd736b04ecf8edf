import { keepLast } from '../lib/keep-last.js';
import { mapMembers } from '../lib/map-members.js';
import { isObject } from '../lib/records.js';
import { createMasker, createQuickMasker, type Masker } from './masker.js';
import { mask, redactText } from './redact-text.js';
import { isSecretName } from './secret-names.js';

/**
 * Gives the same value without its secrets; JSON data only (see `jsonable`), never changed in place. What is secret by
 * its name in one of the further texts is masked in the value, too.
 */
export type Redactor = <T>(value: T, beside?: readonly string[]) => T;

/** A redactor that is told of secrets as they come to light. */
export interface LearningRedactor {
  readonly redact: Redactor;
  /** Adds secrets; of those that are added only the latest are kept. */
  learn(secrets: Iterable<string>): void;
  /** Whether it was told of a secret that it had not known. */
  readonly hasLearned: boolean;
}

// A made-up secret in a negative test may be an ordinary word; a real one is longer than this.
const shortestLearned = 16;
const mostLearned = 32;
const mostNames = 10_000;

/** What stands in these members of a record is our own word, or the name that somebody gave: in results, events and logs. */
const ownMembers: ReadonlySet<string> = new Set([
  ...['group_name', 'group', 'phase', 'case', 'step', 'steps', 'kind', 'operation_name', 'operation', 'name'],
  ...[
    'credential',
    'status',
    'verdict',
    'id',
    'title',
    'reason',
    'error_message',
    'skip_reason',
    'iteration',
  ],
  ...['type', 'bucket', 'config_files', 'endpoint_url', 'tags', 'set_up', 'msg'],
]);

/**
 * Makes the redactor of a run from its secret keys and session tokens.
 * It masks these wherever they stand, also percent-encoded, escaped, in base64 or hex, and everything that is
 * a secret by its name: signatures, security tokens, SSE-C keys, policies of POST forms; what stands under
 * such a name is masked in the rest of the same value, too. Secrets under six characters are not searched for, and
 * those that are ordinary words not in our own sentences.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  return redactorOf(createMasker(secrets));
}

/** Makes a redactor that learns while it is used. */
export function createLearningRedactor(secrets: Iterable<string>): LearningRedactor {
  const given = new Set(secrets);
  const learned = new Set<string>();
  let redactor: Redactor | undefined;
  let hasLearned = false;
  return {
    redact(value, beside) {
      redactor ??= createRedactor([...given, ...learned]);
      return redactor(value, beside);
    },
    learn(further) {
      for (const secret of further) {
        if (given.has(secret) || learned.has(secret)) {
          continue;
        }
        learned.add(secret);
        hasLearned = true;
        redactor = undefined;
      }
      for (const oldest of [...learned].slice(0, Math.max(0, learned.size - mostLearned))) {
        learned.delete(oldest);
      }
    },
    get hasLearned() {
      return hasLearned;
    },
  };
}

function redactorOf({ maskData, maskWords }: Masker): Redactor {
  const redactName = remember((name) => maskWords(redactText(name)));
  return <T>(value: T, beside: readonly string[] = []): T => {
    const learned = new Set<string>();
    const learn: Learn = (secret) => {
      if (secret.length >= shortestLearned) {
        learned.add(secret);
      }
    };
    for (const text of beside) {
      redactText(text, learn);
    }
    const before = learned.size;
    const maskLearned = before === 0 ? (text: string) => text : createQuickMasker(learned);
    const how: Walk = {
      redactString: (text) => maskLearned(maskData(redactText(text, learn))),
      redactWords: (text) => maskLearned(maskWords(redactText(text, learn))),
      redactName,
      learn,
    };
    const redacted = walkRecord(value, how);
    if (learned.size === before) {
      return redacted as T;
    }
    // What was learned on the way may stand in what was walked before.
    // A redactor keeps the shape of what it is given: only text is replaced by text.
    return mapText(redacted, createQuickMasker(learned)) as T;
  };
}

type Learn = (secret: string) => void;

/** The same few names are in every result of a run: each is searched once. */
function remember(redact: (text: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => keepLast(known, mostNames, name, () => redact(name));
}

interface Walk {
  readonly redactString: (text: string) => string;
  readonly redactWords: (text: string) => string;
  readonly redactName: (name: string) => string;
  readonly learn: Learn;
}

/** A text by itself is our own; of a record it is what stands in some of its members. */
function walkRecord(value: unknown, how: Walk): unknown {
  if (typeof value === 'string') {
    return how.redactWords(value);
  }
  if (!isObject(value) || Array.isArray(value)) {
    return walk(value, how);
  }
  const isSecretMember = secretMembers(value);
  return mapMembers(
    value,
    (item, name) => {
      if (isSecretMember(name)) {
        return hide(item, how.learn);
      }
      return ownMembers.has(name) ? mapText(item, how.redactWords) : walk(item, how);
    },
    how.redactName,
  );
}

function walk(value: unknown, how: Walk): unknown {
  if (typeof value === 'string') {
    return how.redactString(value);
  }
  if (Array.isArray(value)) {
    if (isSecretPair(value)) {
      return [value[0], hide(value[1], how.learn)];
    }
    return value.map((item) => walk(item, how));
  }
  if (!isObject(value)) {
    return value;
  }
  const isSecretMember = secretMembers(value);
  return mapMembers(
    value,
    (item, name) => (isSecretMember(name) ? hide(item, how.learn) : walk(item, how)),
    how.redactName,
  );
}

function hide(value: unknown, learn: Learn): unknown {
  return mapText(value, (text) => {
    if (text === '' || isOpen(text)) {
      return text;
    }
    learn(text);
    return mask;
  });
}

/** Which members of this object are secrets: by their own name, or because it names one as a path or a header. */
function secretMembers(record: Readonly<Record<string, unknown>>): (member: string) => boolean {
  const { path, name, Name, key, Key } = record;
  if (typeof path === 'string' && 'expected' in record && isSecretName(lastSegment(path))) {
    return (member) => member === 'expected' || member === 'actual';
  }
  if ([name, Name, key, Key].some((label) => typeof label === 'string' && isSecretName(label))) {
    return (member) => member === 'value' || member === 'Value' || isSecretName(member);
  }
  const isSignedForm = typeof record.policy === 'string' && Object.keys(record).some(isSecretName);
  return (member) => isSecretName(member) || (isSignedForm && member === 'policy');
}

function lastSegment(path: string): string {
  return path.replace(/(\[\d+\])+$/, '').replace(/^.*[.\]]/, '');
}

function isSecretPair(list: readonly unknown[]): boolean {
  return (
    list.length === 2 && typeof list[0] === 'string' && typeof list[1] === 'string' && isSecretName(list[0])
  );
}

/** What says where a secret comes from, or that a signature is a wrong one, is none. */
function isOpen(text: string): boolean {
  return text === 'flip' || /^\$(\{[^}]*\}|[A-Z_][A-Z0-9_]*)$/.test(text);
}

function mapText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapText(item, change));
  }
  if (!isObject(value)) {
    return value;
  }
  return mapMembers(value, (item) => mapText(item, change));
}
