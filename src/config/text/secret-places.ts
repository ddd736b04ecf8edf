import { hideCredentials } from './hide-credentials.js';
import { hideLinks } from './hide-links.js';
import { hideValues } from './hide-values.js';
import type { SourceFile } from './source-file.js';
import { Veil } from './veil.js';

const veils = new WeakMap<SourceFile, Veil>();

/**
 * What of a source text is hidden, wherever it is quoted: by its place, not by what it looks like, and however broken
 * the YAML is. Every value of a credential but its name and its ids, every value under a key that means a secret, what
 * such values are taken from, and whatever in a link lets its holder in.
 */
export function veilOf(file: SourceFile): Veil {
  const known = veils.get(file);
  if (known) {
    return known;
  }
  const veil = drawVeil(file.text);
  veils.set(file, veil);
  return veil;
}

function drawVeil(text: string): Veil {
  const sources = new Set<string>();
  for (;;) {
    const veil = new Veil(text);
    hideValues(veil, sources);
    hideCredentials(veil);
    hideLinks(veil);
    const before = sources.size;
    for (const name of veil.sources) {
      sources.add(name);
    }
    // What a secret is taken from is a secret, and so is what that is taken from.
    if (sources.size === before) {
      return veil;
    }
  }
}
