import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { listIncidents, seesAsOthers } from '#capabilities/incident';
import { listUnfinished, maskUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { incidentSummarySchema, type UnfinishedReport, unfinishedReportSchema } from '#contract/incident';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { EventLog } from '#platform/events/event-log';
import type { WrittenAnswer } from '#platform/http/route';
import { writeJson } from '#platform/http/written-answer';
import { isWithin, provincesOf } from '../provinces.ts';
import type { SharedBoards, WrittenIncidents } from '../shared-boards.ts';

export type QueueContext = {
  clock: Clock;
  eventLog: Pick<EventLog, 'lastSeq'>;
  jurisdiction: Jurisdiction;
  boards: SharedBoards;
};

const incidentsSchema = z.array(incidentSummarySchema);
const unfinishedSchema = z.array(unfinishedReportSchema);

/**
 * The board of the actor's area, an `IncidentQueue`. The cursor is read before the rows: following the live stream from it
 * may repeat a change but cannot miss one.
 */
export async function getQueue(
  context: QueueContext,
  connection: Connection,
  actor: Actor,
  scope: 'open' | 'recent',
): Promise<WrittenAnswer> {
  const { clock, eventLog, jurisdiction, boards } = context;
  const cursor = await eventLog.lastSeq();
  const build = async (): Promise<WrittenIncidents> => {
    const listed = await listIncidents(context, connection, actor, scope);
    return { json: Buffer.from(writeJson(incidentsSchema, listed)), count: listed.length };
  };
  const isShared = scope === 'open' && (await seesAsOthers(connection, actor.userId, clock.now()));
  const incidents = await (isShared ? boards.share(rightsOf(jurisdiction, actor), cursor, build) : build());
  const unfinished = scope === 'open' ? await listShownUnfinished(context, connection, actor) : [];
  const begin = JSON.stringify({ cursor, now: clock.now().toISOString() }).slice(0, -1);
  const end = `,"unfinished":${writeJson(unfinishedSchema, unfinished)}}`;
  return {
    writtenJson: Buffer.concat([Buffer.from(`${begin},"incidents":`), incidents.json, Buffer.from(end)]),
    details: { incidents: incidents.count, unfinished: unfinished.length },
  };
}

/** All that decides what somebody sees, besides what is withheld from them and where they were sent or invited to. */
function rightsOf(jurisdiction: Jurisdiction, { memberships, permissions }: Actor): string {
  const served = memberships.map(({ agencyId, role }) => `${agencyId} ${role}`);
  return [jurisdiction.editionNumber(), ...served.sort(), ...[...permissions].sort()].join(',');
}

async function listShownUnfinished(
  { jurisdiction }: QueueContext,
  connection: Connection,
  actor: Actor,
): Promise<UnfinishedReport[]> {
  if (!actor.permissions.has('report:view-unfinished')) return [];
  const all = await listUnfinished(jurisdiction, connection, 'all');
  if (all.length === 0) return [];
  const provinces = provincesOf(jurisdiction, actor, 'report:view-unfinished');
  const found = all.filter(({ area }) => isWithin(provinces, area?.provinceCode));
  return actor.permissions.has('report:view-phone') ? found : found.map(maskUnfinished);
}
