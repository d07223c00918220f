import { type Actor, nameStaff } from '#capabilities/access';
import type { Publications } from '#contract/open-data';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { FigureContext } from '../../context.ts';
import { readCounts } from '../public-files.ts';
import { listDue } from '../publication.ts';
import { requireNation } from '../require-nation.ts';
import { findFirstDay } from '../store/counted-rows.ts';
import {
  findPublication,
  listFiles,
  listPublications as listRows,
  type Publication,
  readFiles,
} from '../store/publication-rows.ts';

/** What stands in a table of counts says how much of it is hidden. */
const COUNTED = ['incidents.json', 'districts.json', 'provinces.json'];

/** Everything that was ever proposed or published, and what could be. @throws AppError `insight/not-national` */
export async function listPublications(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
): Promise<Publications> {
  requireNation(jurisdiction, actor);
  const now = clock.now();
  const found = await listRows(connection);
  const ids = found.map(({ id }) => id);
  const files = Map.groupBy(await listFiles(connection, ids), ({ publicationId }) => publicationId);
  const tables = Map.groupBy(await readFiles(connection, ids, COUNTED), ({ publicationId }) => publicationId);
  const people = found.flatMap((one) => [one.proposedByPersonId, one.decidedByPersonId]);
  const nameOf = await nameStaff(connection, people, now);
  const published = found.filter(({ status }) => status === 'published');
  return {
    publications: found.map((one) => ({
      ...shownOf(one, actor),
      proposedBy: nameOf(one.proposedByPersonId),
      decidedBy: one.decidedByPersonId === null ? null : nameOf(one.decidedByPersonId),
      cells: countCells(tables.get(one.id) ?? []),
      files: (files.get(one.id) ?? []).map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
    })),
    due: listDue(await findFirstDay(connection), thaiDayOf(now), published).map(({ kind, period }) => ({
      kind,
      period,
    })),
  };
}

function shownOf(one: Publication, actor: Actor) {
  const { id, kind, period, status, version, note, discardReason } = one;
  return {
    ...{ id, kind, period, status, version, note, discardReason },
    proposedAt: one.proposedAt.toISOString(),
    decidedAt: one.decidedAt?.toISOString() ?? null,
    mayPublish: status === 'proposed' && one.proposedByPersonId !== actor.userId,
  };
}

function countCells(tables: readonly { content: string }[]): { shown: number; hidden: number } {
  const cells = tables.flatMap(({ content }) => readCounts(content));
  const hidden = cells.filter(({ value }) => value === null).length;
  return { shown: cells.length - hidden, hidden };
}

/** A file as it would be published. @throws AppError `insight/not-national`, `insight/publication-not-found` */
export async function getPublicationFile(
  { jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  { id, name }: { id: string; name: string },
): Promise<FileAnswer> {
  requireNation(jurisdiction, actor);
  const one = await findPublication(connection, id);
  const [file] = one ? await readFiles(connection, [id], [name]) : [];
  if (one === undefined || file === undefined) throw new AppError('insight/publication-not-found');
  const contentType = name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
  return { contentType, name: `${one.period}-${name}`, text: file.content };
}
