import type { ThaiDay } from '#contract/thai-day';
import { type RawBuilder, sql } from '#platform/database/database';
import type { Membership } from './membership.ts';

/** A person with the memberships in force. */
export type StaffRow = { id: string; name: string; memberships: Pick<Membership, 'agencyId' | 'role'>[] };

/** The people of these agencies with their memberships of today, as a part of a larger statement. */
export function staffOfAgencies(agencyIds: readonly string[], today: ThaiDay): RawBuilder<StaffRow> {
  return staffWhere(sql`service.agency_id = ANY(${agencyIds}::uuid[])`, today);
}

/** The people chosen, ordered by name. Disabled people have no memberships. */
export function staffWhere(chosen: RawBuilder<unknown>, today: ThaiDay): RawBuilder<StaffRow> {
  return sql<StaffRow>`SELECT person.id, person.name, coalesce(json_agg(
      json_build_object('agencyId', service.agency_id, 'role', service.role) ORDER BY service.from_date, service.id)
      FILTER (WHERE service.id IS NOT NULL), '[]') AS memberships
    FROM access.users AS person
      LEFT JOIN access.memberships AS service ON service.user_id = person.id AND person.disabled_at IS NULL
      AND service.from_date <= ${today}::date AND (service.until_date IS NULL OR service.until_date >= ${today}::date)
    WHERE ${chosen} GROUP BY person.id ORDER BY person.name, person.id`;
}

export type LineLink = { userId: string; lineUserId: string };

/**
 * The LINE users linked to these people, as a part of a larger statement. Each person is looked at by id: joined, all of them
 * would be read while the tables are new. @param people an array of ids
 */
export function lineLinksOf(people: RawBuilder<unknown>): RawBuilder<LineLink> {
  return sql<LineLink>`SELECT l.user_id AS "userId", l.line_user_id AS "lineUserId"
    FROM access.line_links l
    WHERE l.user_id = ANY(${people}) AND (SELECT u.disabled_at IS NULL FROM access.users u WHERE u.id = l.user_id)`;
}
