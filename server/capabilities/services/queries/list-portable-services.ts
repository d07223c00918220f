import type { Connection } from '#platform/database/database';
import type { ServicesContext } from '../context.ts';
import { toPortable } from '../portable-service.ts';
import { writeServiceCsv } from '../service-csv.ts';
import { writeServiceHsds } from '../service-hsds.ts';
import { listServiceRows } from '../store/service-rows.ts';

/** Far more than the directory of a province has. */
const MOST = 20_000;

/** The directory as a file: of one provider and those below it, or all of it. @throws AppError `jurisdiction/agency-not-found` */
export async function listPortableServices(
  { jurisdiction }: ServicesContext,
  connection: Connection,
  { format, provider }: { format: 'csv' | 'hsds'; provider?: string | undefined },
): Promise<string> {
  const agencyIds =
    provider === undefined
      ? undefined
      : jurisdiction.listAgencies({ branch: jurisdiction.getAgency(provider).path }).map(({ id }) => id);
  const found = await listServiceRows(connection, { agencyIds, withEnded: true }, MOST);
  const codeOf = (id: string) => jurisdiction.findAgency(id)?.code ?? '';
  const services = found.map((service) => toPortable(service, codeOf));
  return format === 'csv'
    ? writeServiceCsv(services)
    : writeServiceHsds(services, (code) => jurisdiction.findAgencyByCode(code)?.nameTh ?? code);
}
