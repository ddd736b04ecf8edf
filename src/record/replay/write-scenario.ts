import { Document, isScalar, type Node, visit, YAMLMap, YAMLSeq } from 'yaml';
import type { RecordingHead } from '../recording/schema.js';
import type { Omission, ReplayStep } from './make-steps.js';

const casePath = ['test_cases', 'groups', 0, 'test', 0] as const;

/** Writes the scenario: each step below a comment that says which request it was, and what was left out before it. */
export function writeScenario(
  head: RecordingHead,
  shell: Readonly<Record<string, unknown>>,
  layers: readonly (readonly ReplayStep[])[],
  omissions: readonly Omission[],
): string {
  const document = new Document(shell, { aliasDuplicateObjects: false });
  const steps = new YAMLSeq();
  const left = [...omissions];
  for (const layer of layers) {
    const last = Math.max(...layer.map(({ n }) => n));
    const before = left.splice(0, left.filter(({ n }) => n < last).length).map(tell);
    const nodes = layer.map((step) => commented(document.createNode(step.data), step.comments));
    const node = sideBySide(document, nodes);
    node.commentBefore = [...before, node.commentBefore].filter((text) => text != null).join('\n');
    steps.add(node);
  }
  document.setIn([...casePath, 'steps'], steps);
  visit(document, { Map: layOutMap, Seq: layOutList });
  document.commentBefore = aboutAll(head, layers.flat().length, omissions).join('\n');
  const end = left.map(tell);
  document.comment = end.length === 0 ? null : end.join('\n');
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const fewEntries = 3;

/** Small maps of plain values stand on one line, as one writes them by hand; those of a step do not. */
function layOutMap(_: unknown, map: YAMLMap): void {
  const isSmall =
    map.items.length <= fewEntries && map.items.every(({ value }) => isScalar(value) || isFlow(value));
  map.flow =
    isSmall && map.items.every(({ key }) => /^(\$|size$|seed$|range$|x-amz-checksum)/.test(String(key)));
}

function layOutList(_: unknown, list: YAMLSeq): void {
  list.flow = list.items.length > 0 && list.items.every((item) => isScalar(item));
}

function isFlow(value: unknown): boolean {
  return value instanceof YAMLSeq && value.items.every((item) => isScalar(item));
}

function sideBySide(document: Document, nodes: readonly Node[]): Node {
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) {
    return only;
  }
  const list = new YAMLSeq();
  list.items.push(...nodes);
  const block = new YAMLMap();
  block.add(document.createPair('parallel', true));
  block.add(document.createPair('steps', list));
  return block;
}

function commented<Kind extends Node>(node: Kind, lines: readonly string[]): Kind {
  node.commentBefore = lines.map((line) => ` ${line}`).join('\n');
  return node;
}

function tell({ what, reason }: Omission): string {
  return ` Left out: ${what}: ${reason}`;
}

function aboutAll(
  { application, version, started, upstream, addressing }: RecordingHead,
  replayed: number,
  omissions: readonly Omission[],
): readonly string[] {
  const who = [application ?? 'a program', version ?? ''].join(' ').trim();
  return [
    ` What ${who} sent${upstream === null ? '' : ` to ${upstream}`}, as it was recorded at ${started}.`,
    ` Requests: ${replayed} are replayed, ${omissions.length} are left out; each of those is named below, with the reason.`,
    ...(addressing === 'path'
      ? []
      : [' The client named the bucket in the host; here it stands in the path.']),
    ' Bodies are generated, of the recorded sizes. Headers that only name the client are not sent.',
  ];
}
