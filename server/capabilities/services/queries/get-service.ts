import { type Actor, permits } from '#capabilities/access';
import { branchesWith, isInBranch } from '#capabilities/jurisdiction';
import type { Service } from '#contract/services';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { ServicesContext } from '../context.ts';
import { freshnessOf, type StoredService } from '../service.ts';
import { findServiceRow } from '../store/service-rows.ts';

/** One service with its provider and who checked it. @throws AppError `services/not-found` */
export async function getService(
  context: ServicesContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Service> {
  const found = await findServiceRow(connection, id);
  if (!found) throw new AppError('services/not-found');
  return show(context, actor)(found);
}

/** Services as this actor sees them. */
export function show({ jurisdiction, clock }: ServicesContext, actor: Actor): (stored: StoredService) => Service {
  const branches = permits(actor, 'service:edit') ? branchesWith(jurisdiction, actor, 'service:edit') : [];
  const today = thaiDayOf(clock.now());
  const agencyOf = (id: string) => {
    const agency = jurisdiction.findAgency(id);
    const { code, nameTh, nameEn, phone } = agency ?? { code: '', nameTh: '–', nameEn: null, phone: null };
    return { id, code, nameTh, nameEn, phone };
  };
  return ({ updatedByPersonId: _, ...stored }) => {
    const provider = jurisdiction.findAgency(stored.agencyId);
    return {
      ...stored,
      provider: agencyOf(stored.agencyId),
      areas: stored.areaIds.map(agencyOf),
      position: stored.place ?? provider?.position ?? { lat: 0, lng: 0 },
      freeAt: stored.freeAt?.toISOString() ?? null,
      ...freshnessOf(stored.checkedOn, today),
      updatedAt: stored.updatedAt.toISOString(),
      mayChange: provider !== undefined && branches.some((branch) => isInBranch(branch, provider.path)),
    };
  };
}
