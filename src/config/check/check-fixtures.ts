import { isRecord } from '../../lib/records.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { findOperation } from '../../operations/index.js';
import type { Fixtures } from '../language/case.js';
import type { SourceFile } from '../text/source-file.js';
import { locate, locateValue } from '../values/evaluate.js';
import type { Value } from '../values/value.js';
import { checkEvaluated } from './check-parameters.js';
import type { Checker } from './checker.js';
import type { StaticScope } from './static-scope.js';

/** Checks the objects of fixtures, as far as they are known. */
export function checkFixtures(
  { objects, buckets }: Fixtures,
  file: SourceFile,
  scope: StaticScope,
  checker: Checker,
): void {
  for (const one of [objects, ...[...(buckets?.values() ?? [])].map((bucket) => bucket.objects)]) {
    if (one) {
      checkObjects(one, file, scope, checker);
    }
  }
}

function checkObjects(objects: Value, file: SourceFile, scope: StaticScope, checker: Checker): void {
  const operation = findOperation('PutObject');
  const entries = checker.evaluate(objects, scope);
  if (entries === unknownValue || !operation) {
    return;
  }
  if (!Array.isArray(entries)) {
    checker.error(objects.at, 'bad-value', 'objects needs a list');
    return;
  }
  for (const [index, entry] of entries.entries()) {
    if (entry === unknownValue) {
      continue;
    }
    const parameters = locateValue(objects, [index]);
    const where = locate(objects, [index]);
    if (!isRecord(entry)) {
      checker.error(where, 'bad-value', 'an object of a fixture is written { key: …, body: … }');
    } else {
      checkEvaluated(
        { ...entry, bucket: unknownValue },
        { operation, parameters, where, file, allowUnknown: false },
        checker,
      );
    }
  }
}
