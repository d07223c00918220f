import type { OutreachContext } from '../context.ts';

/** What a province, a district or a subdistrict is called; undefined: nobody knows this number. */
export function findAreaName(
  { jurisdiction }: Pick<OutreachContext, 'jurisdiction'>,
  code: string,
): { nameTh: string; nameEn: string } | undefined {
  if (code.length === 2) return jurisdiction.listProvinces().find((province) => province.code === code);
  const known = jurisdiction.findTypedPlace(code);
  return known && { nameTh: known.name.th, nameEn: known.name.en };
}
