// Secrets shorter than this, in characters, are not looked for: they would hide ordinary words.
const shortestSecret = 6;

const shortestBase64 = 8;

/** One expression that finds every secret in every form it may be written in, or null where there is none. */
export function createSecretPattern(secrets: Iterable<string>): RegExp | null {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length >= shortestSecret) {
      for (const form of writtenForms(secret)) {
        forms.add(form);
      }
    }
  }
  if (forms.size === 0) {
    return null;
  }
  // The longest first, so that no form hides only the beginning of another.
  const alternatives = [...forms].toSorted((a, b) => b.length - a.length).map(escapeForPattern);
  return new RegExp(alternatives.join('|'), 'g');
}

function writtenForms(secret: string): readonly string[] {
  const encoded = [...percentForms(secret)];
  return [
    secret,
    ...encoded,
    ...encoded.map((form) => form.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())),
    JSON.stringify(secret).slice(1, -1),
    escapeForXml(secret),
    ...base64Forms(secret),
  ];
}

function percentForms(secret: string): readonly string[] {
  // encodeURIComponent throws on half a surrogate pair; on the wire it is a replacement character.
  const usual = encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8'));
  const strict = usual.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  return [usual, strict, form, usual.replaceAll('%2F', '/'), strict.replaceAll('%2F', '/')];
}

// Inside longer data base64 shows a secret in three ways, by where among three bytes it begins;
// the characters at its edges belong to its neighbours too.
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const whole = bytes.toString('base64');
  const standard = [whole, whole.replace(/=+$/, ''), ...inside];
  return standard
    .filter((form) => form.length >= shortestBase64)
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

function escapeForXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
