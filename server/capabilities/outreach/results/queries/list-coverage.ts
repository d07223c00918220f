import type { OutreachCoverage } from '#contract/outreach';
import type { Connection } from '#platform/database/database';
import type { OutreachContext } from '../../context.ts';
import { fewHidden } from '../funnel.ts';
import { listCoverage } from '../store/result-rows.ts';

const YEAR_MS = 365 * 86_400_000;

/** Where nobody knows us: incidents of the last twelve months against what hangs there, by tambon of a province or by province. */
export async function listCoverageOf(
  { clock, jurisdiction }: OutreachContext,
  connection: Connection,
  province: string | undefined,
): Promise<OutreachCoverage> {
  const since = new Date(clock.now().getTime() - YEAR_MS);
  const found = await listCoverage(connection, { province: province ?? null, since });
  const provinceOf = (code: string) => {
    // The first subdistrict of the first district of a province is its capital's.
    const known = jurisdiction.findTypedPlace(`${code.slice(0, 2)}0101`);
    if (!known) return undefined;
    const { provinceTh, provinceEn } = jurisdiction.describePlace(known.position);
    return { nameTh: provinceTh, nameEn: provinceEn, position: known.position };
  };
  const nameOf = (code: string) => {
    if (code.length === 2) return provinceOf(code);
    const known = jurisdiction.findTypedPlace(code);
    return known && { nameTh: known.name.th, nameEn: known.name.en, position: known.position };
  };
  const rows = found.flatMap(({ area, incidents, placements, opened }) => {
    const name = nameOf(area);
    return name ? [{ code: area, ...name, incidents: fewHidden(incidents), placements, opened }] : [];
  });
  const asked = province === undefined ? undefined : provinceOf(province);
  return { area: asked && province ? { code: province, nameTh: asked.nameTh, nameEn: asked.nameEn } : null, rows };
}
