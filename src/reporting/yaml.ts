import { stringify } from 'yaml';

/** Any data as a YAML document: the same data as JSON, without anchors, and quoted so that a YAML 1.1 parser reads it alike. */
export function renderYaml(data: unknown): string {
  return stringify(data, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });
}
