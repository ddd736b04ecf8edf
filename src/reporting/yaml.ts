import { stringify } from 'yaml';

/** Any data as a YAML document: the same data as JSON, without anchors. */
export function renderYaml(data: unknown): string {
  return stringify(data, { aliasDuplicateObjects: false, lineWidth: 0 });
}
