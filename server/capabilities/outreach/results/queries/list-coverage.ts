import type { OutreachCoverage } from '#contract/outreach';
import type { Connection } from '#platform/database/database';
import type { OutreachContext } from '../../context.ts';
import { findAreaName } from '../../record/area-name.ts';
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
  const nameOf = (code: string) => {
    const name = findAreaName({ jurisdiction }, code);
    // The first subdistrict of the first district of a province is its capital's.
    const known = jurisdiction.findTypedPlace(code.length === 2 ? `${code}0101` : code);
    return name && known && { nameTh: name.nameTh, nameEn: name.nameEn, position: known.position };
  };
  const rows = found.flatMap(({ area, incidents, placements, opened }) => {
    const name = nameOf(area);
    return name ? [{ code: area, ...name, incidents: fewHidden(incidents), placements, opened }] : [];
  });
  const asked = province === undefined ? undefined : findAreaName({ jurisdiction }, province);
  return { area: asked && province ? { code: province, nameTh: asked.nameTh, nameEn: asked.nameEn } : null, rows };
}
