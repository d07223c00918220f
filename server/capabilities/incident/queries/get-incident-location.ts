import type { Actor } from '#capabilities/access';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import { buildPidfLo } from '../pidf-lo.ts';
import { type DetailContext, getIncidentDetail } from './get-incident-detail.ts';

/**
 * Where an incident is, for another system, with no more in it than its page shows this person.
 * @throws AppError `incident/not-found`
 */
export async function getIncidentLocation(
  context: DetailContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<FileAnswer> {
  const detail = await getIncidentDetail(context, connection, actor, id);
  return { contentType: 'application/pidf+xml; charset=utf-8', text: buildPidfLo(detail, context.clock.now()) };
}
