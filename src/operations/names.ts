/** The snake_case spelling of an API name: `MaxKeys` → `max_keys`, `SSEKMSKeyId` → `ssekms_key_id`. */
export function snakeName(name: string): string {
  return name
    .replace(/([A-Z]{2})([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/(\d)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** The AWS CLI's spelling of an API name: `MaxKeys` → `max-keys`. */
export function kebabName(name: string): string {
  return snakeName(name).replaceAll('_', '-');
}

/** Spells an API name in the style of another name: PascalCase, kebab-case, else snake_case. */
export function spellLike(model: string, name: string): string {
  if (/^[A-Z]/.test(model)) {
    return name;
  }
  return model.includes('-') ? kebabName(name) : snakeName(name);
}
