import type { qualificationFormats } from '../../reporting/format-names.js';
import { renderJson } from '../../reporting/json.js';
import { createPaint } from '../../reporting/paint.js';
import type { Qualification } from '../qualification.js';
import { renderQualificationHtml } from './html.js';
import { renderQualificationTable } from './table.js';

/** A format that a qualification is written in. */
export type QualificationFormat = (typeof qualificationFormats)[number];

/** How a qualification is written: in colours for a terminal, and with all that holds. */
export interface QualificationLook {
  readonly color: boolean;
  readonly verbose: boolean;
}

/** Writes what was found in one of the formats. */
export async function renderQualification(
  format: QualificationFormat,
  found: Qualification,
  { color, verbose }: QualificationLook,
): Promise<string> {
  switch (format) {
    case 'table':
      return renderQualificationTable(found, { paint: createPaint(color), verbose });
    case 'json':
      return renderJson(found);
    case 'yaml':
      return (await import('../../reporting/yaml.js')).renderYaml(found);
    case 'html':
      return renderQualificationHtml(found);
  }
}
