import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { insertRecords } from '#platform/database/columns';
import { type Connection, sql } from '#platform/database/database';
import { type PastReport, type PastYear, pastYearSchema } from './past-reports.ts';

const FILE = join(import.meta.dirname, '../../../database/demo-data/past-year.json');

/** The invented year of the demonstration. */
export async function readPastYear(): Promise<PastYear> {
  return pastYearSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}

const REPORTER = {
  id: 'id',
  channel: 'channel',
  address: 'address',
  language: 'language',
  unreachable: 'unreachable',
  since: 'since',
  languageChosen: 'language_chosen',
  asksNoMore: 'asks_no_more',
  languageWritten: 'language_written',
} as const;
const REPORT = {
  id: 'id',
  reporterId: 'reporter_id',
  state: 'state',
  type: 'type',
  silent: 'silent',
  position: 'position',
  lastNotified: 'last_notified',
  startedAt: 'started_at',
  askedTimes: 'asked_times',
  statements: 'statements',
  placeDetail: 'place_detail',
} as const;

/** Stores reports whose incidents ended long ago. Each is of an account of its own that nobody can be written to at. */
export async function insertPastReports(
  tx: Connection,
  reports: readonly (PastReport & { code: string; endedAt: Date })[],
): Promise<void> {
  const reporters = reports.map(({ reporterId: id, channel, language, startedAt: since }) => ({
    ...{ id, channel, address: `demonstration-${id}`, language, unreachable: true, since },
    ...{ languageChosen: false, asksNoMore: true, languageWritten: false },
  }));
  await sql`INSERT INTO intake.reporters ${insertRecords('intake.reporters', REPORTER, reporters)}`.execute(tx);
  const stored = reports.map((report) => ({
    ...report,
    ...{ state: 'submitted', askedTimes: 1, statements: {} },
    lastNotified: {
      ...{ status: 'closed', code: report.code, since: report.submittedAt, etaAt: null, endedAt: report.endedAt },
    },
  }));
  await sql`INSERT INTO intake.reports ${insertRecords('intake.reports', REPORT, stored)}`.execute(tx);
}
