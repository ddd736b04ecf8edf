import { element, writeXml, type XmlElement } from '../../reporting/xml.js';
import type { Verdict } from '../history/verdict.js';
import type { ConsistencyResults } from '../results.js';

/** What was found as JUnit XML: one suite, a test per checker, and one per thing that could not be judged. */
export function renderConsistencyJunit(results: ConsistencyResults): string {
  const { verdicts, not_judged, problems, seconds, start_time } = results;
  const open = [
    ...not_judged.map(({ what, reason }) => openTest(what, reason)),
    ...problems.map((problem, index) => openTest(`problem ${index + 1}`, problem)),
  ];
  const counts = {
    tests: verdicts.length + open.length,
    failures: verdicts.filter(({ verdict }) => verdict === 'violated').length,
    errors: verdicts.filter(({ verdict }) => verdict === 'not decided').length + open.length,
    time: (seconds ?? 0).toFixed(3),
  };
  // The schema of Jenkins knows neither of these at the root.
  const facts = { name: 'consistency', ...counts, skipped: 0, timestamp: start_time };
  const document = writeXml(
    element('testsuites', { name: 's3tester', ...counts }, [
      element('testsuite', facts, [propertiesOf(results), ...verdicts.map(testOf), ...open]),
    ]),
  );
  return [...document].join('');
}

function testOf({ checker, verdict, findings, reason }: Verdict): XmlElement {
  const content =
    verdict === 'violated'
      ? [
          element(
            'failure',
            { message: findings[0]?.message ?? 'violated', type: 'violation' },
            findings.map(({ bucket, key, message }) => `${bucket}/${key}: ${message}`).join('\n'),
          ),
        ]
      : verdict === 'not decided'
        ? [element('error', { message: reason ?? 'not decided', type: 'not-decided' })]
        : [];
  return element('testcase', { classname: 'consistency', name: checker }, content);
}

function openTest(name: string, message: string): XmlElement {
  return element('testcase', { classname: 'consistency', name }, [
    element('error', { message, type: 'not-judged' }),
  ]);
}

function propertiesOf({ endpoints, workloads, seed, operations, model }: ConsistencyResults): XmlElement {
  const facts = { endpoints: endpoints.join(' '), workloads: workloads.join(' '), seed, operations, model };
  return element(
    'properties',
    {},
    Object.entries(facts).map(([name, value]) => element('property', { name, value })),
  );
}
