const tag = /<(\/?)([A-Za-z_][\w.:-]*)[^<>]*?(\/?)>/g;

/** The paths of the elements that hold no further ones in an XML document, each once, in order. */
export function elementPaths(document: string): readonly string[] {
  const paths = new Set<string>();
  const open: string[] = [];
  let isLeaf = false;
  for (const [, slash, name = '', empty] of document.matchAll(tag)) {
    if (slash === '/') {
      if (isLeaf) {
        paths.add(open.join('/'));
      }
      open.pop();
      isLeaf = false;
      continue;
    }
    open.push(name.replace(/^.*:/, ''));
    isLeaf = true;
    if (empty === '/') {
      paths.add(open.join('/'));
      open.pop();
      isLeaf = false;
    }
  }
  return [...paths];
}
