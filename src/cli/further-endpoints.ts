import { UsageError } from '../app/usage-error.js';

/** Checks the endpoints beside the first: they are nodes of one store, and each is a URL. */
export function furtherEndpoints(first: string, further: readonly string[]): readonly string[] {
  if (first === 'embedded' && further.length > 0) {
    throw new UsageError('the embedded server has one endpoint, and further ones are not of the same store');
  }
  for (const url of further) {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (
      !parsed ||
      !/^https?:$/.test(parsed.protocol) ||
      parsed.username ||
      parsed.password ||
      parsed.search
    ) {
      throw new UsageError('each --endpoint-url is written http://HOST:PORT or https://HOST, without a user');
    }
  }
  return further;
}
