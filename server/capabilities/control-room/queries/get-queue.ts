import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { listIncidents, seesAsOthers } from '#capabilities/incident';
import { listUnfinished, maskUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { type IncidentSummary, type UnfinishedReport, unfinishedReportSchema } from '#contract/incident';
import type { LoggedEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { EventLog } from '#platform/events/event-log';
import type { WrittenAnswer } from '#platform/http/route';
import { writeJson } from '#platform/http/written-answer';
import { changedIncidents } from '../changed-incidents.ts';
import { isWithin, provincesOf } from '../provinces.ts';
import type { BoardBuilder, BoardRows, SharedBoards } from '../shared-boards.ts';

export type QueueContext = {
  clock: Clock;
  eventLog: Pick<EventLog<LoggedEvents>, 'lastSeq' | 'readAfter'>;
  jurisdiction: Jurisdiction;
  boards: SharedBoards;
};

/** Further behind, a board is read whole. */
const MOST_ENTRIES = 1000;
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
  const builder = buildBoard(context, connection, actor, scope);
  const isShared = scope === 'open' && (await seesAsOthers(connection, actor.userId, clock.now()));
  const incidents = await (isShared ? boards.share(rightsOf(jurisdiction, actor), cursor, builder) : builder.build());
  const unfinished = scope === 'open' ? await listShownUnfinished(context, connection, actor) : [];
  const begin = JSON.stringify({ cursor, now: clock.now().toISOString() }).slice(0, -1);
  const end = `,"unfinished":${writeJson(unfinishedSchema, unfinished)}}`;
  return {
    writtenJson: [Buffer.from(`${begin},"incidents":[`), joinRows(incidents), Buffer.from(`]${end}`)],
    details: { incidents: incidents.size, unfinished: unfinished.length },
  };
}

function buildBoard(
  context: QueueContext,
  connection: Connection,
  actor: Actor,
  scope: 'open' | 'recent',
): BoardBuilder {
  return {
    async build() {
      const listed = await listIncidents(context, connection, actor, scope);
      return new Map(listed.map((incident) => [incident.id, writeIncident(incident)]));
    },
    async renew(rows, after) {
      const entries = await context.eventLog.readAfter(after, MOST_ENTRIES);
      const changed = entries.length < MOST_ENTRIES ? changedIncidents(entries) : undefined;
      if (!changed) return undefined;
      if (changed.length === 0) return rows;
      const listed = await listIncidents(context, connection, actor, changed);
      return replaceRows(rows, changed, listed);
    },
  };
}

/** What was changed is as listed now, or has left the board; the order is that of a board read whole. */
function replaceRows(rows: BoardRows, changed: string[], listed: IncidentSummary[]): BoardRows {
  const next = new Map(rows);
  const open = new Set(listed.map(({ id }) => id));
  for (const id of changed) if (!open.has(id)) next.delete(id);
  for (const incident of listed) next.set(incident.id, writeIncident(incident));
  const isOneNew = listed.some(({ id }) => !rows.has(id));
  return isOneNew ? new Map([...next].sort(([one], [other]) => (one < other ? -1 : 1))) : next;
}

/** Its summary names each field and holds nothing else, as a live event does; a test holds it to the schema. */
function writeIncident(incident: IncidentSummary): Buffer {
  return Buffer.from(JSON.stringify(incident));
}

const COMMA = Buffer.from(',');
/** Of boards that are given to several people: a megabyte is put together once, and sent to each as it is. */
const joined = new WeakMap<BoardRows, Buffer>();

function joinRows(rows: BoardRows): Buffer {
  const known = joined.get(rows);
  if (known) return known;
  const text = Buffer.concat([...rows.values()].flatMap((row, at) => (at === 0 ? [row] : [COMMA, row])));
  joined.set(rows, text);
  return text;
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
