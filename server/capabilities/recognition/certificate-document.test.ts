import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Certificate } from './certificate.ts';
import { canonicalJson, fitsDocument, initialsOf, writeDocument } from './certificate-document.ts';
import { createCertificateSigner, isSigned, newSalt, newSerial } from './signature.ts';

const issued = {
  ...{ kind: 'citizen', role: null, citation: 'good-citizen', givenOn: '2026-11-28', name: 'นางสาวมะลิ ใจงาม' },
  ...{ position: '', signers: [{ name: 'นายสมหมาย', position: 'ผู้ว่าราชการ' }], number: 42, buddhistYear: 2569 },
  ...{ serial: newSerial(), issuedAt: new Date(0), secret: { holder: newSalt(), initials: newSalt() } },
  ...{ incidentId: 'the-incident', consent: { on: '2026-11-20', kept: 'แฟ้ม' } },
} as unknown as Parameters<typeof writeDocument>[0];
const agency = { code: 'SO-65', nameTh: 'สำนักงานสมมติ' };

test('the same facts are the same bytes, in whatever order they were given', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
      const turned = Object.fromEntries(Object.entries(facts).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(facts));
      expect(JSON.parse(canonicalJson(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
    }),
  );
});

test('neither a name nor the incident is in what is signed', () => {
  const document = writeDocument(issued, agency);
  for (const secret of ['มะลิ', 'สมหมาย', 'the-incident', 'แฟ้ม']) expect(document).not.toContain(secret);
  expect(document).toContain('42/2569');
});

test('any other letter, anywhere, and it is not signed any more', () => {
  const { sign, publicKey } = createCertificateSigner('a secret of at least thirty-two letters');
  const document = writeDocument(issued, agency);
  const signature = sign(document);
  expect(isSigned(document, signature, publicKey)).toBe(true);
  fc.assert(
    fc.property(fc.nat(document.length - 1), (at) => {
      const letter = document[at] === 'x' ? 'y' : 'x';
      expect(isSigned(document.slice(0, at) + letter + document.slice(at + 1), signature, publicKey)).toBe(false);
    }),
  );
  const other = createCertificateSigner('another secret of thirty-two letters');
  expect(isSigned(document, signature, other.publicKey)).toBe(false);
  expect(createCertificateSigner('a secret of at least thirty-two letters').keyId).not.toBe(other.keyId);
});

test('a name or an office that was changed afterwards does not fit', () => {
  const stored = { ...issued, document: writeDocument(issued, agency) } as Certificate;
  expect(fitsDocument(stored)).toBe(true);
  expect(fitsDocument({ ...stored, name: 'นางสาวมะลิ ใจงาน' })).toBe(false);
  expect(fitsDocument({ ...stored, position: 'ผู้กำกับ' })).toBe(false);
});

test.each([
  ['นางสาวมะลิ ใจงาม', 'ม.จ.'],
  ['นาย เอกชัย แสนดี', 'อ.ส.'],
  ['ด.ต.สมมติ ตัวอย่าง', 'ส.ต.'],
  ['พ.ต.อ.หญิง ไพลิน โชคดี', 'พ.ช.'],
  ['Ms. Ana de Souza', 'A.D.S.'],
])('initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
