import { listPackets, listReferralsById, type Referral } from '#capabilities/referral';
import { SCHOOL_PACKET_FIELDS } from '#contract/eef';
import type { ChildResult, EefExportQuery } from '#contract/eef-api';
import { SCHOOL_CHECK_KINDS } from '#contract/eef-checks';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { type Cell, writeCsv } from '#platform/csv/write-csv';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { EefQueryContext } from '../context.ts';
import type { SchoolCheck } from '../school-check.ts';
import { listChecksOfReferrals } from '../store/check-rows.ts';
import { listChildren, listReceivedIds } from '../store/child-rows.ts';
import { momentsOf } from './get-figures.ts';

const CHILDREN_FORMAT = 'ess-eef-children/1';
/** More are asked for in shorter times. */
const MOST_ROWS = 20_000;
/** What of a person goes into the file; only of children that were accepted. */
const PERSON_FIELDS = ['name', 'idNumber', 'birthDate', 'birthYear', 'sex', 'nationality', 'language'] as const;

/**
 * Children as a file for the fund's own system (`docs/api/eef-files.md`): all that is open, or all that were sent in a time
 * with what it came to, the same children as in the figures. Of a child that was not accepted it says no more than the list.
 * @throws AppError `eef/too-many-rows`: a file that is cut would look whole
 */
export async function listExportedChildren(
  { jurisdiction, clock }: EefQueryContext,
  connection: Connection,
  { what, format, ...asked }: EefExportQuery,
): Promise<FileAnswer> {
  const today = thaiDayOf(clock.now());
  const period = { from: asked.from ?? addDays(today, -365), to: asked.to ?? today };
  const cameTo = new Map<string, ChildResult>();
  if (what === 'children')
    for (const one of await listChildren(connection, momentsOf(period))) cameTo.set(one.referralId, one.cameTo);
  const ids = what === 'children' ? [...cameTo.keys()] : await listOpenIds(connection);
  if (ids.length > MOST_ROWS) throw new AppError('eef/too-many-rows', { params: { rows: MOST_ROWS } });
  const referrals = await listReferralsById(connection, ids);
  const packets = await listPackets(connection, ids);
  const checks = Map.groupBy(await listChecksOfReferrals(connection, ids), ({ referralId }) => referralId);
  const packetOf = new Map(packets.map((packet) => [packet.referralId, packet]));
  const rows = referrals.map((one) => {
    const packet = one.acceptedAt === null ? undefined : packetOf.get(one.id);
    const { nameTh, code } = jurisdiction.getAgency(one.fromAgencyId);
    return {
      ...describeReferral(one),
      from_code: code,
      from: nameTh,
      came_to: cameTo.get(one.id) ?? null,
      ...Object.fromEntries(PERSON_FIELDS.map((field) => [snake(field), cellOf(packet?.person[field])])),
      ...Object.fromEntries(SCHOOL_PACKET_FIELDS.map((field) => [snake(field), cellOf(packet?.extra[field])])),
      ...describeChecks(checks.get(one.id) ?? []),
    };
  });
  const name = `eef-${what}-${today}.${format}`;
  if (format === 'json') {
    const text = JSON.stringify({ format: CHILDREN_FORMAT, writtenOn: today, children: rows });
    return { contentType: 'application/json; charset=utf-8', name, text };
  }
  const head = Object.keys(rows[0] ?? { referral: null });
  const text = writeCsv(
    head,
    rows.map((row) => Object.values(row)),
  );
  return { contentType: 'text/csv; charset=utf-8', name, text };
}

async function listOpenIds(connection: Connection): Promise<string[]> {
  const choice = { limit: MOST_ROWS + 1 };
  const waiting = await listReceivedIds(connection, { ...choice, scope: 'to-answer' });
  return [...waiting, ...(await listReceivedIds(connection, { ...choice, scope: 'working' }))];
}

function describeReferral(one: Referral): Record<string, Cell> {
  const day = (at: Date | null) => (at === null ? null : thaiDayOf(at));
  return {
    referral: one.code,
    status: one.status,
    service: one.serviceCode,
    urgency: one.urgency,
    bundle: one.bundleId,
    age_band: one.ageBand,
    province_code: one.place.provinceCode,
    district_code: one.place.districtCode,
    subdistrict_code: one.place.subdistrictCode,
    papers: one.papers.join(' '),
    /** A call or a visit may put somebody in danger. */
    silent: one.silent ? 'yes' : 'no',
    offered_on: day(one.offeredAt),
    answer_due_on: day(one.dueAt),
    accepted_on: day(one.acceptedAt),
    outcome: one.outcome,
    outcome_on: one.outcomeOn,
    place_code: one.outcomePlaceCode,
    end_reason: one.endReason,
    confirmation: one.confirmation,
  };
}

function describeChecks(checks: readonly SchoolCheck[]): Record<string, Cell> {
  return Object.fromEntries(
    SCHOOL_CHECK_KINDS.flatMap((kind) => {
      const check = checks.find((one) => one.kind === kind);
      const name = `check_${snake(kind)}`;
      return [
        [`${name}_due_on`, check?.dueOn ?? null],
        [`${name}_result`, check?.result ?? null],
        [`${name}_attendance`, check?.attendance ?? null],
      ];
    }),
  );
}

const snake = (name: string): string =>
  name.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function cellOf(value: unknown): Cell {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
