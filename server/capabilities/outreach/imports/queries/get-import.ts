import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { PlacementImport } from '#contract/outreach';
import { AppError } from '#platform/app-error';
import { writeCsv } from '#platform/csv/write-csv';
import type { Connection } from '#platform/database/database';
import type { OutreachContext } from '../../context.ts';
import { findImport, listWrongRows, type StoredImport } from '../store/import-rows.ts';

const SHOWN = 200;
const MOST = 1_000_000;

/** What a file would change, or has changed. @throws AppError `outreach/import-not-found` */
export async function getImport(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<PlacementImport> {
  const mine = await getMine(context, connection, actor, id);
  const { campaignId, fileName, status, parts, counts, madeAt, committedAt } = mine;
  const problems = await listWrongRows(connection, id, SHOWN);
  return {
    ...{ id, campaignId, fileName, status, parts, ...counts, problems },
    ...{ madeAt: madeAt.toISOString(), committedAt: committedAt?.toISOString() ?? null },
  };
}

/** All wrong rows, to be corrected where the file came from. @throws AppError `outreach/import-not-found` */
export async function listImportProblems(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<string> {
  await getMine(context, connection, actor, id);
  const wrong = await listWrongRows(connection, id, MOST);
  const head = ['row', 'problem', 'about', 'reference', 'name'];
  return writeCsv(
    head,
    wrong.map(({ row, problem, about, reference, name }) => [row, problem, about, reference, name]),
  );
}

async function getMine(
  { jurisdiction }: OutreachContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<StoredImport> {
  const known = await findImport(connection, id);
  if (!known || !mayFor(jurisdiction, actor, 'outreach:edit', [known.agencyId]))
    throw new AppError('outreach/import-not-found');
  return known;
}
