import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { kindOfPeriod, type NewPublication, PUBLIC_KINDS, RULES_VERSION } from '#contract/open-data';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { PublishedCell } from '../../methods/suppression.ts';
import type { ProtectedSet, SetToProtect } from '../protect-set.ts';
import { type PublicFile, readCounts, writeCounts, writeResponse } from '../public-files.ts';
import { isPublicKind, SEXUAL_VIOLENCE, WITH_CHILDREN } from '../public-tables.ts';
import { isSettled, monthsOf, spanOf } from '../publication.ts';
import type { PublicationContext } from '../publication-context.ts';
import { requireNation } from '../require-nation.ts';
import { PUBLIC_INTERVALS, timesOf } from '../response-times.ts';
import { countByDistrict, countByProvince, countTimes, countWithChildren, type Span } from '../store/counted-rows.ts';
import { type PublicAreas, readAreas } from '../store/outlines.ts';
import {
  findNewest,
  findProposed,
  insertPublication,
  listFiles,
  type Publication,
  readFiles,
  takeRoundingKey,
} from '../store/publication-rows.ts';

/**
 * Makes the files of a month or a year, frozen from now on; another person looks at them and publishes them.
 * @throws AppError `insight/not-national`, `insight/not-over`, `insight/months-missing`, `insight/note-needed`,
 * `insight/nothing-changed`, `insight/cannot-protect`, `insight/already-proposed` with who was faster
 */
export async function proposePublication(
  { clock, jurisdiction, protect }: PublicationContext,
  work: Work,
  actor: Actor,
  { period, note }: NewPublication,
): Promise<{ id: string }> {
  requireNation(jurisdiction, actor);
  const { tx } = work;
  const asked = { kind: kindOfPeriod(period), period };
  const now = clock.now();
  if (!isSettled(asked, thaiDayOf(now))) throw new AppError('insight/not-over');
  const before = await findNewest(tx, asked);
  if (before && note === '') throw new AppError('insight/note-needed');
  const key = await takeRoundingKey(tx, randomBytes(32).toString('hex'));
  const making: Making = {
    ...{ tx, span: spanOf(asked), period, key, areas: readAreas(), before },
    protect: (set) => protect(set, actor.userId),
  };
  const files = (asked.kind === 'month' ? await makeMonth(making) : await makeYear(making)).map((file) => ({
    ...file,
    sha256: createHash('sha256').update(file.content).digest('hex'),
  }));
  if (before) {
    const known = new Map((await listFiles(tx, [before.id])).map(({ name, sha256 }) => [name, sha256]));
    if (files.every(({ name, sha256 }) => known.get(name) === sha256)) throw new AppError('insight/nothing-changed');
  }
  const id = newId();
  const proposed: Publication = {
    ...{ id, ...asked, note, status: 'proposed', version: null, discardReason: null, rulesVersion: RULES_VERSION },
    ...{ proposedByPersonId: actor.userId, proposedAt: now, decidedByPersonId: null, decidedAt: null },
  };
  if (!(await insertPublication(tx, proposed, files))) {
    const waiting = await findProposed(tx, asked);
    const lostTo = { subjects: waiting ? [waiting.id] : [], actions: ['insight/publication-proposed'] };
    throw new AppError('insight/already-proposed', { lostTo });
  }
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'insight/publication-proposed', subjectKind: 'publication', subjectId: id, at: now },
    details: asked,
  });
  return { id };
}

type Making = {
  tx: Connection;
  span: Span;
  period: string;
  key: string;
  areas: PublicAreas;
  before: Publication | undefined;
  protect(set: SetToProtect): Promise<ProtectedSet>;
};

async function makeMonth(making: Making): Promise<PublicFile[]> {
  const { tx, span, period, key, areas, before, protect } = making;
  const { provinces, names } = areas;
  const counts = (await countByProvince(tx, span)).filter(({ type }) => isPublicKind(type));
  const earlier = await readCells(tx, before, 'incidents');
  const { cells } = await protect({ kind: 'month', period, key, provinces, counts, earlier });
  const codes = new Set(provinces.map(({ code }) => code));
  const times = await countTimes(tx, span, PUBLIC_KINDS, PUBLIC_INTERVALS);
  const response = timesOf(
    times.filter(({ area }) => codes.has(area)),
    cells,
  );
  return [...writeCounts('incidents', period, cells, names), ...writeResponse(period, response, names)];
}

async function makeYear(making: Making): Promise<PublicFile[]> {
  const { tx, span, period, key, areas, before, protect } = making;
  const byProvince = await countByProvince(tx, span);
  const said = await readCells(tx, before, 'provinces');
  const subjects = [
    { subject: SEXUAL_VIOLENCE, counts: byProvince.filter(({ type }) => type === SEXUAL_VIOLENCE) },
    { subject: WITH_CHILDREN, counts: await countWithChildren(tx, span) },
  ];
  const { cells, once } = await protect({
    ...{ kind: 'year', period, key, provinces: areas.provinces },
    counts: (await countByDistrict(tx, span)).filter(({ type }) => isPublicKind(type)),
    months: await readMonths(tx, period),
    earlier: await readCells(tx, before, 'districts'),
    subjects: subjects.map((one) => ({ ...one, earlier: said.filter(({ column }) => column === one.subject) })),
  });
  return [
    ...writeCounts('districts', period, cells, areas.names),
    ...writeCounts('provinces', period, once, areas.names),
  ];
}

/** @throws AppError `insight/months-missing` */
async function readMonths(tx: Connection, year: string): Promise<PublishedCell[][]> {
  const found = [];
  for (const period of monthsOf(year)) {
    const month = await findNewest(tx, { kind: 'month', period });
    if (month === undefined) throw new AppError('insight/months-missing', { params: { month: period } });
    found.push(await readCells(tx, month, 'incidents'));
  }
  return found;
}

async function readCells(tx: Connection, of: Publication | undefined, table: string): Promise<PublishedCell[]> {
  if (of === undefined) return [];
  const [file] = await readFiles(tx, [of.id], [`${table}.json`]);
  return file === undefined ? [] : readCounts(file.content);
}
