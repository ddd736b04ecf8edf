const shortestBase64 = 8;
/** In such a secret, as every signature is, no way of writing has to escape anything. */
const plain = /^[\w.-]+$/;

/** Whether a secret looks the same in a URL, in JSON and in XML. */
export function isPlain(secret: string): boolean {
  return plain.test(secret);
}

/** The texts that a secret may be written as by whoever repeats it whole: plain, encoded, escaped. */
export function writtenForms(secret: string): readonly string[] {
  if (isPlain(secret)) {
    return [secret, ...new Set(encodedForms(secret))];
  }
  const encoded = percentForms(secret);
  const forms = [
    secret,
    ...encoded,
    ...encoded.map((form) => form.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())),
    JSON.stringify(secret).slice(1, -1),
    escapeForXml(secret),
    ...encodedForms(secret),
  ];
  return [...new Set(forms)];
}

/** The texts that a secret is in base64, also inside longer data, and in hex. */
export function encodedForms(secret: string): readonly string[] {
  return [...base64Forms(secret), ...hexForms(secret)];
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

// Byte by byte is how S3 writes the text that it signed.
function hexForms(secret: string): readonly string[] {
  const hex = Buffer.from(secret, 'utf8').toString('hex');
  const spaced = hex.replace(/..(?!$)/g, '$& ');
  return [hex, spaced, hex.toUpperCase(), spaced.toUpperCase()];
}

function escapeForXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
