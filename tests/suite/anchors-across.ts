import { isAlias, isMap, isNode, isSeq, parseDocument, visit } from 'yaml';

/** The cases of a file that need an anchor of another case, so that they cannot be read, or quoted, alone. */
export function anchorsAcross(text: string): readonly string[] {
  const root = parseDocument(text).contents;
  const cases = isMap(root) ? root.get('cases') : undefined;
  return (isSeq(cases) ? cases.items : []).flatMap((one) => {
    const anchors = new Set<string>();
    const used: string[] = [];
    if (isMap(one)) {
      visit(one, (_key, node) => {
        if (isAlias(node)) {
          used.push(node.source);
        } else if (isNode(node) && node.anchor !== undefined) {
          anchors.add(node.anchor);
        }
      });
    }
    const isWhole = used.every((name) => anchors.has(name));
    return isWhole || !isMap(one) ? [] : [String(one.get('case'))];
  });
}
