import type { NewExport } from '#contract/insight';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Scope } from '../scope.ts';

/** What was asked for, apart from who, when and why. */
export type ExportQuery = Omit<NewExport, 'dataset' | 'format' | 'purpose'>;
export type StoredExport = Pick<NewExport, 'dataset' | 'format' | 'purpose'> & {
  id: string;
  askedAt: Date;
  askedByPersonId: string;
  query: ExportQuery;
  provinceCode: string | null;
  agencyId: string | null;
  fetchedAt: Date | null;
  lines: number | null;
};

const COLUMNS =
  sql.raw(`id, asked_at AS "askedAt", asked_by_person_id AS "askedByPersonId", dataset, format, purpose, query,
  province_code AS "provinceCode", agency_id AS "agencyId", fetched_at AS "fetchedAt", lines`);

export async function insertExport(tx: Connection, made: Omit<StoredExport, 'fetchedAt' | 'lines'>): Promise<void> {
  await sql`INSERT INTO insight.exports
      (id, asked_at, asked_by_person_id, dataset, format, purpose, query, province_code, agency_id)
    VALUES (${made.id}, ${made.askedAt}, ${made.askedByPersonId}, ${made.dataset}, ${made.format}, ${made.purpose},
      ${JSON.stringify(made.query)}::jsonb, ${made.provinceCode}, ${made.agencyId})`.execute(tx);
}

/** Takes the one fetch of this person's export that is no older; undefined: taken, too old or not theirs. */
export function takeExport(
  tx: Connection,
  { id, personId, now, since }: { id: string; personId: string; now: Date; since: Date },
): Promise<StoredExport | undefined> {
  return findRow(
    tx,
    sql<StoredExport>`UPDATE insight.exports SET fetched_at = ${now}
      WHERE id = ${id} AND asked_by_person_id = ${personId} AND fetched_at IS NULL AND asked_at > ${since}
      RETURNING ${COLUMNS}`,
  );
}

export async function recordLines(connection: Connection, id: string, lines: number): Promise<void> {
  await sql`UPDATE insight.exports SET lines = ${lines} WHERE id = ${id}`.execute(connection);
}

export async function deleteOldExports(connection: Connection, before: Date): Promise<void> {
  await sql`DELETE FROM insight.exports WHERE asked_at < ${before}`.execute(connection);
}

/** A person's own, and all others of what they may read; the newest first. */
export function listExportRows(
  connection: Connection,
  whose: { personId: string; isNation: boolean; provinces: string[]; agencyIds: string[] },
): Promise<StoredExport[]> {
  return rows(
    connection,
    sql<StoredExport>`SELECT ${COLUMNS} FROM insight.exports
      WHERE asked_by_person_id = ${whose.personId} OR ${whose.isNation} OR province_code = ANY(${whose.provinces}::text[])
        OR agency_id = ANY(${whose.agencyIds}::uuid[])
      ORDER BY asked_at DESC, id DESC LIMIT 200`,
  );
}

export type FactRow = {
  incidentId: string;
  day: ThaiDay;
  hour: number;
  provinceCode: string;
  districtCode: string;
  subdistrictCode: string;
  agencyId: string;
  type: string;
  channel: string;
  disposition: string | null;
  apart: string | null;
  isSilent: boolean;
  reopenCount: number;
  nobodyCameCount: number;
  /** In the order of `INTERVALS`. */
  seconds: (number | null)[];
};

const PAGE = 2000;

/** Facts page by page, by day, without those that are withheld from a person. @param scope one province, or agencies */
export async function* listFactPages(
  connection: Connection,
  asked: Pick<ExportQuery, 'from' | 'to' | 'type' | 'channel'>,
  { scope, personId }: { scope: Scope; personId: string },
): AsyncGenerator<FactRow[]> {
  const [types, channels] = [asked.type ?? null, asked.channel ?? null];
  const whose =
    'agencyIds' in scope
      ? sql`agency_id = ANY(${scope.agencyIds}::uuid[])`
      : sql`province_code = ${scope.province}::text`;
  let after = { day: asked.from, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const page = await rows(
      connection,
      sql<FactRow>`SELECT incident_id AS "incidentId", day::text AS day, hour_of_week % 24 AS hour, province_code AS "provinceCode",
          district_code AS "districtCode", subdistrict_code AS "subdistrictCode", agency_id AS "agencyId", type, channel,
          disposition, apart, is_silent AS "isSilent", reopen_count AS "reopenCount", nobody_came_count AS "nobodyCameCount",
          ARRAY[contact_to_report, report_to_alert, alert_to_acknowledge, acknowledge_to_unit, contact_to_unit,
            unit_to_en_route, en_route_to_scene, contact_to_scene, contact_to_team, scene_to_resolved, resolved_to_care, after_eta] AS seconds
        FROM insight.incident_facts
        WHERE ${whose} AND day BETWEEN ${asked.from}::date AND ${asked.to}::date
          AND NOT EXISTS (SELECT 1 FROM incident.published_conflicts AS conflict
            WHERE conflict.incident_id = incident_facts.incident_id AND conflict.person_id = ${personId})
          AND (day, incident_id) > (${after.day}::date, ${after.id}::uuid)
          AND (${types}::text[] IS NULL OR type = ANY(${types}::text[]))
          AND (${channels}::text[] IS NULL OR channel = ANY(${channels}::text[]))
        ORDER BY day, incident_id LIMIT ${PAGE}`,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    after = { day: last.day, id: last.incidentId };
  }
}
