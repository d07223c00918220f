import type { PublicLanguage } from '#contract/languages';
import type { Material, MaterialBatch, MaterialFormat } from '#contract/materials';

/** Sheets of one part: enough that what Typst remembers of one helps the next, few enough that others need not wait. */
export const SHEETS_IN_PART = 20;

export type StoredBatch = {
  id: string;
  askedByPersonId: string;
  campaignId: string | null;
  /** The number of a province, a district or a subdistrict. */
  area: string | null;
  material: Material;
  format: MaterialFormat;
  language: PublicLanguage;
  /** By district, so that whoever hangs them up has them together. */
  codes: string[];
  parts: number;
  made: number;
  bytes: number;
  isFailed: boolean;
  askedAt: Date;
};

/** One file of the archive, and its line in the list of them. */
export type BatchSheet = {
  file: string;
  bytes: number;
  line: [code: string, name: string, reference: string, place: string];
};

/** The codes of a part, which are counted from 0. */
export const codesOf = ({ codes }: Pick<StoredBatch, 'codes'>, part: number): string[] =>
  codes.slice(part * SHEETS_IN_PART, (part + 1) * SHEETS_IN_PART);

export function stateOf({ made, codes, isFailed }: StoredBatch): MaterialBatch['state'] {
  if (isFailed) return 'failed';
  return made < codes.length ? 'making' : 'ready';
}

const MOST_OF_A_NAME = 60;

/** What a name may have of itself in the name of a file, whatever unpacks it: no path, no sign that a system refuses. */
export const inFileName = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, MOST_OF_A_NAME)
    .toWellFormed()
    .replace(/^[. ]+|[. ]+$/g, '');

/** Province, district, and what the shop is called beside its code. */
export function fileNameOf(
  { code, name }: { code: string; name: string },
  place: { provinceTh: string; districtTh: string } | undefined,
  { format }: Pick<StoredBatch, 'format'>,
): string {
  const folder = place ? `${inFileName(place.provinceTh)}/${inFileName(place.districtTh)}` : 'ไม่มีที่ตั้ง';
  return `${folder}/${`${code} ${inFileName(name)}`.trim()}.${format}`;
}
