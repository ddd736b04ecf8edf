import type { SignatureForgery } from '../types.js';

/** The signature that is sent instead of the right one: with its last digit changed, or as it is given. */
export function forgeSignature(signature: string, forgery: SignatureForgery | undefined): string {
  if (forgery === undefined) {
    return signature;
  }
  if ('value' in forgery) {
    return forgery.value;
  }
  const at = signature.search(/=*$/) - 1;
  const flipped = signature[at] === '0' ? '1' : '0';
  return signature.slice(0, at) + flipped + signature.slice(at + 1);
}
