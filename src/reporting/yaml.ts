import { loadYaml } from '../lib/load-yaml.js';

/** Any data as a YAML document: the same data as JSON, without anchors, and quoted so that a YAML 1.1 parser reads it alike. */
export function renderYaml(data: unknown): string {
  return loadYaml().stringify(data, { aliasDuplicateObjects: false, compat: 'yaml-1.1', lineWidth: 0 });
}
