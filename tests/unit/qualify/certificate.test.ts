import { expect, test } from 'vitest';
import { certificateOf, checkCertificate } from '../../../src/qualify/certificate.js';
import { makeQualification } from '../../support/qualification.js';

const certificate = certificateOf(makeQualification());

test('a certificate says what was found, where, with what and when, without evidence', () => {
  expect(certificate).toMatchObject({
    issued: '2026-11-30',
    endpoint_url: 'http://127.0.0.1:9000',
    server: 'MinIO',
    suite_version: '1.0.0',
    applications: [
      { name: 'tiny', answer: 'unsafe', settings: [], requirements: { 'creates-once': 'ignored' } },
    ],
  });
  expect(JSON.stringify(certificate)).not.toContain('exchange');
});

test('one that is as it was written is told from one that was changed, whatever its layout', () => {
  expect(checkCertificate(JSON.stringify(certificate))).toBe('unchanged');
  const reordered = Object.fromEntries(Object.entries(certificate).reverse());
  expect(checkCertificate(JSON.stringify(reordered, null, 4))).toBe('unchanged');
  const changes = [
    { issued: '2027-01-01' },
    { endpoint_url: 'http://127.0.0.1:9001' },
    { server: null },
    { suite_version: '1.0.1' },
    { applications: certificate.applications.map((one) => ({ ...one, answer: 'works' })) },
    { applications: certificate.applications.map((one) => ({ ...one, profile_sha256: '0'.repeat(64) })) },
    { more: 1 },
  ];
  for (const change of changes) {
    const text = JSON.stringify({ ...certificate, ...change });
    expect([change, checkCertificate(text)]).toEqual([change, 'changed']);
  }
});

test.each(['', '{', '[]', 'null', '{"certificate":1}', 'a text'])('%j is no certificate', (text) => {
  expect(checkCertificate(text)).toBe('none');
});

test('one that was cut, or lost its hash, was changed', () => {
  const text = JSON.stringify(certificate);
  expect(checkCertificate(text.slice(0, -20))).toBe('changed');
  expect(checkCertificate('{"qualification_certificate":1}')).toBe('changed');
});
