import { type Actor, nameStaff } from '#capabilities/access';
import { EXPORT_HOURS, type InsightExportList } from '#contract/insight';
import { AppError } from '#platform/app-error';
import { type Cell, streamCsv } from '#platform/csv/write-csv';
import type { Connection, Database } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import { writeXlsx } from '#platform/xlsx/write-xlsx';
import type { FigureContext } from '../../context.ts';
import { describeExport, factCells, headOfFacts, writeIntervals, writeTable } from '../export-sheet.ts';
import { listScopes, scopeOf } from '../scope.ts';
import { listExportRows, listFactPages, recordLines, type StoredExport, takeExport } from '../store/export-rows.ts';
import { getIntervals } from './get-figures.ts';
import { getTable } from './get-tables.ts';

const HOUR_MS = 3_600_000;
type ExportContext = FigureContext & { db: Database };
type Content = { head: string[]; pages: AsyncIterable<Cell[][]> };

/**
 * The file, once. Whose figures they may read today decides, not when they asked. It is read page by page while it is sent.
 * @throws AppError `insight/export-gone`, `insight/not-yours`, `insight/too-many-agencies`
 */
export async function getExportFile(
  context: ExportContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<FileAnswer> {
  const now = context.clock.now();
  const since = new Date(now.getTime() - EXPORT_HOURS * HOUR_MS);
  const found = await takeExport(connection, { id, personId: actor.userId, now, since });
  if (!found) throw new AppError('insight/export-gone');
  const { head, pages } = await contentOf(context, connection, actor, found);
  const counted = countLines(context.db, id, pages);
  const name = `ess-${found.dataset}-${found.query.from}-${found.query.to}.${found.format}`;
  if (found.format === 'csv') return { contentType: 'text/csv; charset=utf-8', name, chunks: streamCsv(head, counted) };
  const about = describeExport(found, actor.name, found.query.language);
  return {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name,
    chunks: writeXlsx([{ name: about.data, head, pages: counted }, about.sheet], { changedAt: now }),
  };
}

async function contentOf(
  context: ExportContext,
  connection: Connection,
  actor: Actor,
  { dataset, query }: StoredExport,
): Promise<Content> {
  const { language, rows, columns, ...asked } = query;
  if (dataset === 'table' && rows) {
    return once(writeTable(await getTable(context, connection, actor, { ...asked, rows, columns }), language));
  }
  if (dataset === 'intervals')
    return once(writeIntervals(await getIntervals(context, connection, actor, asked), language));
  const scope = scopeOf(context.jurisdiction, actor, asked);
  const isStation = 'agencyIds' in scope;
  // Province after province: each has an index, the nation has none.
  const scopes =
    isStation || scope.province !== null
      ? [scope]
      : context.jurisdiction.listProvinces().map(({ code }) => ({ province: code }));
  return {
    head: headOfFacts(isStation, language),
    pages: (async function* () {
      for (const one of scopes) {
        for await (const page of listFactPages(context.db, asked, { scope: one, personId: actor.userId })) {
          yield page.map((fact) => factCells(fact, { jurisdiction: context.jurisdiction, isStation, language }));
        }
      }
    })(),
  };
}

function once({ head, cells }: { head: string[]; cells: Cell[][] }): Content {
  return {
    head,
    pages: (async function* () {
      yield cells;
    })(),
  };
}

/** Says how many lines went out, once all have. */
async function* countLines(db: Database, id: string, pages: AsyncIterable<Cell[][]>): AsyncGenerator<Cell[][]> {
  let lines = 0;
  for await (const page of pages) {
    lines += page.length;
    yield page;
  }
  await recordLines(db, id, lines);
}

/** Who took what away: one's own, and all others of what one may read. */
export async function listExports(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
): Promise<InsightExportList> {
  const { nation, provinces, agencies } = listScopes(jurisdiction, actor);
  const found = await listExportRows(connection, {
    ...{ personId: actor.userId, isNation: nation, provinces: provinces.map(({ code }) => code) },
    agencyIds: agencies.map(({ id }) => id),
  });
  const now = clock.now();
  const nameOf = await nameStaff(
    connection,
    found.map(({ askedByPersonId }) => askedByPersonId),
    now,
  );
  const since = now.getTime() - EXPORT_HOURS * HOUR_MS;
  return {
    exports: found.map((one) => {
      const { id, dataset, format, purpose, query, fetchedAt, askedAt } = one;
      const agency = one.agencyId === null ? undefined : jurisdiction.findAgency(one.agencyId);
      const province = jurisdiction.listProvinces().find(({ code }) => code === one.provinceCode);
      const named = agency ?? province;
      return {
        ...{ id, dataset, format, purpose, from: query.from, to: query.to, lines: one.lines },
        askedAt: askedAt.toISOString(),
        by: { id: one.askedByPersonId, name: nameOf(one.askedByPersonId).name },
        scope: named ? { nameTh: named.nameTh ?? '–', nameEn: named.nameEn } : null,
        state: fetchedAt ? 'fetched' : askedAt.getTime() > since ? 'ready' : 'expired',
        isMine: one.askedByPersonId === actor.userId,
      };
    }),
  };
}
