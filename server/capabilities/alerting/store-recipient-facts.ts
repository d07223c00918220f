import { type Connection, getRow, type RawBuilder, sql } from '#platform/database/database';
import type { RecipientFacts } from './recipient-facts.ts';

/** What other capabilities know, each part with the statement of its own store. */
export type FactParts = Record<'staff' | 'onDuty' | 'consoles' | 'linked' | 'withheld', RawBuilder<unknown>>;

/** The people in question, for parts that ask about them: an array of ids. */
export const PEOPLE = sql`ARRAY(SELECT id FROM people)`;

/** Joins the parts with what is stored here, in one statement. */
export function selectRecipientFacts(
  connection: Connection,
  parts: FactParts,
  { personIds, agencyIds }: { personIds: readonly string[]; agencyIds: readonly string[] },
): Promise<Omit<RecipientFacts, 'withheld'> & { withheld: { incidentId: string; personId: string }[] }> {
  return getRow(
    connection,
    sql<
      Omit<RecipientFacts, 'withheld'> & { withheld: { incidentId: string; personId: string }[] }
    >`WITH staff AS MATERIALIZED (${parts.staff}),
        people AS MATERIALIZED (SELECT id FROM staff UNION SELECT unnest(${[...personIds]}::uuid[]))
      SELECT
        (SELECT coalesce(json_agg(staff), '[]') FROM staff) AS staff,
        (SELECT coalesce(json_agg(part), '[]') FROM (${parts.onDuty}) AS part) AS "onDuty",
        (SELECT coalesce(json_agg(part), '[]') FROM (${parts.consoles}) AS part) AS consoles,
        (SELECT coalesce(json_agg(part), '[]') FROM (${parts.linked}) AS part) AS linked,
        (SELECT coalesce(json_agg(part), '[]') FROM (${parts.withheld}) AS part) AS withheld,
        (SELECT coalesce(json_agg(json_build_object('personId', person_id, 'webPush', web_push, 'line', line,
            'from', quiet_from, 'until', quiet_until)), '[]')
          FROM alerting.settings WHERE person_id = ANY(${PEOPLE})) AS settings,
        (SELECT coalesce(json_agg(json_build_object('personId', person_id, 'works', last_failed_at IS NULL,
            'hasEnded', ended_at IS NOT NULL)), '[]')
          FROM alerting.push_subscriptions WHERE person_id = ANY(${PEOPLE})) AS browsers,
        (SELECT coalesce(json_agg(json_build_object('id', id, 'agencyId', agency_id) ORDER BY enrolled_at, id), '[]')
          FROM alerting.groups WHERE agency_id = ANY(${[...agencyIds]}::uuid[]) AND removed_at IS NULL) AS groups,
        (SELECT coalesce(json_agg(json_build_object('id', id, 'agencyId', agency_id, 'called', called)
            ORDER BY made_at, id), '[]')
          FROM alerting.gateways WHERE agency_id = ANY(${[...agencyIds]}::uuid[]) AND removed_at IS NULL) AS gateways`,
  );
}
