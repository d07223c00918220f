import { type Columns, insertColumns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { StoredCampaign } from '../campaign.ts';

const CAMPAIGN = {
  id: 'id',
  version: 'version',
  agencyId: 'agency_id',
  name: 'name',
  aim: 'aim',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  languages: 'languages',
  budgetBaht: 'budget_baht',
  status: 'status',
  changedByPersonId: 'changed_by_person_id',
  changedAt: 'changed_at',
} as const satisfies Columns<StoredCampaign>;
/** A date would come as a moment of this machine's zone. */
const READ = { ...CAMPAIGN, startsOn: 'starts_on::text', endsOn: 'ends_on::text' } as const;
const COLUMNS = selectColumns(READ);

/** The newest first; there are hundreds at most. */
export function listCampaignRows(connection: Connection): Promise<StoredCampaign[]> {
  return rows(
    connection,
    sql<StoredCampaign>`SELECT ${COLUMNS} FROM outreach.campaigns ORDER BY starts_on DESC, id LIMIT 1000`,
  );
}

export function findCampaignRow(connection: Connection, id: string): Promise<StoredCampaign | undefined> {
  return findRow(connection, sql<StoredCampaign>`SELECT ${COLUMNS} FROM outreach.campaigns WHERE id = ${id}`);
}

export function lockCampaignRow(tx: Connection, id: string): Promise<StoredCampaign | undefined> {
  return findRow(tx, sql<StoredCampaign>`SELECT ${COLUMNS} FROM outreach.campaigns WHERE id = ${id} FOR UPDATE`);
}

/** @returns false when its owner has one of this name already */
export async function insertCampaign(tx: Connection, campaign: StoredCampaign): Promise<boolean> {
  const made = await sql`INSERT INTO outreach.campaigns ${insertColumns(CAMPAIGN, campaign)}
    ON CONFLICT DO NOTHING`.execute(tx);
  return made.numAffectedRows === 1n;
}

export async function updateCampaign(tx: Connection, campaign: StoredCampaign): Promise<void> {
  await sql`UPDATE outreach.campaigns SET ${updateColumns(CAMPAIGN, campaign)} WHERE id = ${campaign.id}`.execute(tx);
}

type StatusCounts = { campaignId: string; planned: number; shown: number; checked: number; removed: number };

/** Placements of each campaign by their status. */
export function countPlacements(connection: Connection): Promise<StatusCounts[]> {
  return rows(
    connection,
    sql<StatusCounts>`SELECT campaign_id AS "campaignId",
        (count(*) FILTER (WHERE status = 'planned'))::int AS planned, (count(*) FILTER (WHERE status = 'shown'))::int AS shown,
        (count(*) FILTER (WHERE status = 'checked'))::int AS checked, (count(*) FILTER (WHERE status = 'removed'))::int AS removed
      FROM outreach.placements GROUP BY campaign_id`,
  );
}

/** The campaign of this name. */
export async function findCampaignId(
  connection: Connection,
  { agencyId, name }: Pick<StoredCampaign, 'agencyId' | 'name'>,
): Promise<string | undefined> {
  const found = await findRow(
    connection,
    sql<{ id: string }>`SELECT id FROM outreach.campaigns WHERE agency_id = ${agencyId} AND name = ${name}`,
  );
  return found?.id;
}
