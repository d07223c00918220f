import type { Certificate, Secret } from './certificate.ts';
import { digestOf } from './signature.ts';

/** JSON with its keys in order and without spaces: the same facts are always the same bytes (RFC 8785 for what we write). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, of]) => `${JSON.stringify(key)}:${canonicalJson(of)}`).join(',')}}`;
}

/** Titles and ranks (`พ.ต.อ.หญิง`) that stand before a name, often without a space; the initial is that of the name itself. */
const TITLES = /^(?:นางสาว|นาง|นาย|เด็กหญิง|เด็กชาย|(?:[ก-ฮ]{1,2}\.)+(?:หญิง)?|Mrs?\.?|Ms\.?|Miss)\s*/u;
/** A vowel that is written before the consonant that it belongs to. */
const LEADING_VOWEL = /^[เแโใไ]/u;

/** `นางสาวมะลิ ใจงาม` → `ม.จ.` */
export function initialsOf(name: string): string {
  return name
    .replace(TITLES, '')
    .split(/\s+/)
    .flatMap((part) => part.replace(LEADING_VOWEL, '').match(/\p{L}/u)?.[0] ?? [])
    .map((letter) => `${letter.toUpperCase()}.`)
    .join('');
}

/** What the digests of a document stand for. */
export function contentsOf(
  one: Pick<Certificate, 'name' | 'position'>,
  { holder, initials }: Secret,
): { holder: string[]; initials: string[] } {
  return { holder: [holder, one.name, one.position], initials: [initials, initialsOf(one.name)] };
}

type Issued = Certificate & { number: number; buddhistYear: number; serial: string; secret: Secret; issuedAt: Date };

/**
 * What is signed. Names are digests with salts, so that the signature can be checked by anybody while the page shows no
 * more than the holder agreed to; nothing of an incident is in it.
 */
export function writeDocument(one: Issued, agency: { code: string; nameTh: string }): string {
  const { holder, initials } = contentsOf(one, one.secret);
  return canonicalJson({
    version: 1,
    ...{ serial: one.serial, number: `${one.number}/${one.buddhistYear}`, kind: one.kind, role: one.role },
    ...{ citation: one.citation, agency: { code: agency.code, name: agency.nameTh }, givenOn: one.givenOn },
    ...{ issuedAt: one.issuedAt.toISOString(), holder: digestOf(holder), initials: digestOf(initials) },
    signers: digestOf([one.secret.holder, ...one.signers.flatMap(({ name, position }) => [name, position])]),
  });
}

/** Whether what is stored of the holder is still what was signed. */
export function fitsDocument(one: Pick<Certificate, 'name' | 'position' | 'document' | 'secret'>): boolean {
  if (one.document === null || one.secret === null) return false;
  const { holder, initials } = contentsOf(one, one.secret);
  const signed: { holder?: string; initials?: string } = JSON.parse(one.document);
  return signed.holder === digestOf(holder) && signed.initials === digestOf(initials);
}
