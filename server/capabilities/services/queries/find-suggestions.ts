import type { Actor } from '#capabilities/access';
import { distanceMetres, findCentre } from '#capabilities/jurisdiction';
import type { ServiceSuggestions, SuggestionQuestion } from '#contract/services';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { ServicesContext } from '../context.ts';
import { servicesFor } from '../directory-rules.ts';
import { listServiceRows } from '../store/service-rows.ts';
import { suggest } from '../suggestion.ts';
import { show } from './get-service.ts';
import { areasOver } from './list-services.ts';

/** Far more than serve any one place with the same service. */
const MOST = 500;

/**
 * Services for a need of somebody, the best first, each with its reasons, and those left out with theirs. Nothing about the
 * person is stored. @throws AppError `jurisdiction/agency-not-found`
 */
export async function suggestServices(
  context: ServicesContext,
  connection: Connection,
  actor: Actor,
  { agencyId, place, ...asked }: SuggestionQuestion,
): Promise<ServiceSuggestions> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const from = place ?? jurisdiction.getAgency(agencyId).position;
  const centre = place && findCentre(jurisdiction, place);
  const areaIds = [...areasOver(context, agencyId), ...(centre ? areasOver(context, centre.id) : [])];
  const codes = asked.code ? [asked.code] : servicesFor(asked.need);
  const found = await listServiceRows(connection, { codes, areaIds }, MOST);
  const candidates = found.map((service) => {
    const at = service.place ?? jurisdiction.findAgency(service.agencyId)?.position;
    return { ...service, distanceMetres: at ? distanceMetres(from, at) : null };
  });
  const { suggested, leftOut } = suggest(candidates, asked, { now, today: thaiDayOf(now) });
  const toService = show(context, actor);
  return {
    suggestions: suggested.map(({ service: { distanceMetres: metres, ...service }, reasons }) => ({
      ...{ service: toService(service), distanceMetres: metres, reasons },
    })),
    leftOut: leftOut.map(({ service: { id, nameTh, nameEn }, because, failed }) => ({
      ...{ id, nameTh, nameEn, because, failed },
    })),
  };
}
