import type { PublicationKind } from '#contract/open-data';
import type { Connection } from '#platform/database/database';
import { cellName, type PublishedCell } from '../../methods/suppression.ts';
import { type ResponseLine, readCounts, readResponse } from '../public-files.ts';
import { type FileFacts, listFiles, listPublications, type Publication, readFiles } from '../store/publication-rows.ts';

/** What the page shows of a set: values of cells by name, null where nothing is shown. */
export type Cells = ReadonlyMap<string, number | null>;
export type MonthSet = {
  period: string;
  version: number;
  note: string;
  cells: Cells;
  response: readonly ResponseLine[];
};
export type YearSet = { period: string; version: number; note: string; districts: Cells; provinces: Cells };
export type ListedFile = Pick<FileFacts, 'name' | 'sha256' | 'bytes'> & { path: string };
export type ListedSet = {
  kind: PublicationKind;
  period: string;
  version: number;
  isNewest: boolean;
  published: string;
  note: string;
  rules: number;
  files: ListedFile[];
};
/** Everything that is published, as the page needs it. */
export type Edition = { sets: readonly ListedSet[]; months: readonly MonthSet[]; year: YearSet | undefined };

/** A year, and the month of the year before. */
const MOST_MONTHS = 13;
export const pathOf = ({ period, version }: { period: string; version: number | null }, name: string): string =>
  `/open-data/sets/${period}/v${version}/${name}`;

/** The newest version of each period, the newest first, and the list of all versions. */
export async function readPublished(connection: Connection): Promise<Edition> {
  const published = (await listPublications(connection))
    .filter(({ status }) => status === 'published')
    .sort((one, other) => (other.version ?? 0) - (one.version ?? 0));
  const newest = [...Map.groupBy(published, ({ kind, period }) => `${kind} ${period}`).values()].flatMap(
    ([first]) => first ?? [],
  );
  const byPeriod = (one: Publication, other: Publication) => (one.period < other.period ? 1 : -1);
  const months = newest
    .filter(({ kind }) => kind === 'month')
    .sort(byPeriod)
    .slice(0, MOST_MONTHS);
  const [year] = newest.filter(({ kind }) => kind === 'year').sort(byPeriod);
  const shown = [...months, ...(year ? [year] : [])].map(({ id }) => id);
  const names = ['incidents.json', 'response.json', 'districts.json', 'provinces.json'];
  const contents = new Map(
    (await readFiles(connection, shown, names)).map((file) => [`${file.publicationId} ${file.name}`, file.content]),
  );
  const cellsOf = (id: string, name: string): Cells => {
    const cells: PublishedCell[] = readCounts(contents.get(`${id} ${name}`) ?? '{"counts":[]}');
    return new Map(cells.map((cell) => [cellName(cell), cell.value]));
  };
  const facts = Map.groupBy(
    await listFiles(
      connection,
      published.map(({ id }) => id),
    ),
    ({ publicationId }) => publicationId,
  );
  return {
    sets: published.toSorted(byPeriod).map((one) => listed(one, newest.includes(one), facts.get(one.id) ?? [])),
    months: months.map(({ id, period, version, note }) => ({
      ...{ period, version: version ?? 0, note, cells: cellsOf(id, 'incidents.json') },
      response: readResponse(contents.get(`${id} response.json`) ?? '{"times":[]}'),
    })),
    year: year && {
      ...{ period: year.period, version: year.version ?? 0, note: year.note },
      ...{ districts: cellsOf(year.id, 'districts.json'), provinces: cellsOf(year.id, 'provinces.json') },
    },
  };
}

function listed(one: Publication, isNewest: boolean, files: readonly FileFacts[]): ListedSet {
  const { kind, period, version, note, rulesVersion } = one;
  return {
    ...{ kind, period, version: version ?? 0, isNewest, note, rules: rulesVersion },
    published: one.decidedAt?.toISOString() ?? '',
    files: files.map(({ name, sha256, bytes }) => ({ name, path: pathOf(one, name), sha256, bytes })),
  };
}
