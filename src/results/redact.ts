import { mapMembers } from '../lib/map-members.js';
import { isObject } from '../lib/records.js';
import { mask, redactText } from './redact-text.js';
import { createSecretPattern } from './secret-forms.js';
import { isSecretName } from './secret-names.js';

/** Gives the same value without its secrets; JSON data only (see `jsonable`), never changed in place. */
export type Redactor = <T>(value: T) => T;

// A made-up secret in a negative test may be an ordinary word; a real one is longer than this.
const shortestLearned = 16;
const mostNames = 10_000;

/**
 * Makes the redactor of a run from its secret keys and session tokens.
 * It masks these wherever they occur, also percent-encoded, escaped or in base64, and everything that is
 * a secret by its name: signatures, security tokens, SSE-C keys, policies of POST forms; what is under
 * such a name is masked in the rest of the same value, too. Secrets under six characters are not searched for.
 */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const known = createSecretPattern(secrets);
  const redactString = (text: string): string => {
    const named = redactText(text);
    return known === null ? named : named.replace(known, mask);
  };

  const redactName = remember(redactString);

  return <T>(value: T): T => {
    const learned = new Set<string>();
    const learn: Learn = (secret) => {
      if (secret.length >= shortestLearned) {
        learned.add(secret);
      }
    };
    const redacted = walk(value, { redactString, redactName, learn });
    const further = createSecretPattern(learned);
    // A redactor keeps the shape of what it is given: only text is replaced by text.
    return (further === null ? redacted : mapText(redacted, (text) => text.replace(further, mask))) as T;
  };
}

type Learn = (secret: string) => void;

/** The same few names are in every result of a run: each is searched once. */
function remember(redact: (text: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) {
      return found;
    }
    if (known.size >= mostNames) {
      known.clear();
    }
    const redacted = redact(name);
    known.set(name, redacted);
    return redacted;
  };
}

interface Walk {
  readonly redactString: (text: string) => string;
  readonly redactName: (name: string) => string;
  readonly learn: Learn;
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
    if (text === '' || isReference(text)) {
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

function isReference(text: string): boolean {
  return /^\$(\{[^}]*\}|[A-Z_][A-Z0-9_]*)$/.test(text);
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
