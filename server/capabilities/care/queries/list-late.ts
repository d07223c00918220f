import { type Actor, nameStaff } from '#capabilities/access';
import { findOffice } from '#capabilities/jurisdiction';
import type { CasePlaces, LateList } from '#contract/case-work';
import type { Connection } from '#platform/database/database';
import { CLOCK_BOOK } from '../clocks/clock-rules.ts';
import type { CareQueryContext } from '../context.ts';
import { listCasesById } from '../record/store/case-rows.ts';
import { countOpenPlaces, listLateCases } from '../work/store/late-rows.ts';
import { whoMustAct } from '../work/who-must-act.ts';
import { nameAgency, summarizeCases } from './list-cases.ts';

const AT_MOST = 200;

/** What is late, the longest first: which rule, since when, and who has to act; of one subdistrict or of all one sees. */
export async function listLate(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  { subdistrict }: { subdistrict?: string | undefined },
): Promise<LateList> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const choice = { now, subdistrict: subdistrict ?? null, limit: AT_MOST + 1 };
  const found = await listLateCases(connection, choice);
  const late = found.slice(0, AT_MOST);
  const rows = await listCasesById(
    connection,
    late.map(({ caseId }) => caseId),
  );
  const cases = new Map((await summarizeCases(context, connection, actor, rows)).map((one) => [one.id, one]));
  const name = await nameStaff(
    connection,
    late.map(({ toWorkerId }) => toWorkerId),
    now,
  );
  return {
    cases: late.flatMap(({ caseId, rules, dueAt, ...offer }) => {
      const one = cases.get(caseId);
      if (!one) return [];
      const facts = { agencyId: one.agency.id, workerId: one.worker?.id ?? null, rule: rules[0] ?? '', ...offer };
      const { mustAct, agencyId, personId } = whoMustAct(facts);
      const office = findOffice(jurisdiction, one.agency.id);
      return {
        case: one,
        office: office ? nameAgency(jurisdiction, office.id) : null,
        mustAct,
        at: nameAgency(jurisdiction, agencyId),
        whose: mustAct === 'worker' ? one.worker : personId === null ? null : name(personId),
        rules: rules.map((rule, index) => ({ ...describeRule(rule), dueAt: (dueAt[index] ?? now).toISOString() })),
      };
    }),
    isCut: found.length > AT_MOST,
  };
}

/** The latest edition that has words for it. */
function describeRule(name: string): Pick<LateList['cases'][number]['rules'][number], 'rule' | 'kind' | 'th' | 'en'> {
  const { kind, th, en } = CLOCK_BOOK.rules.findLast(({ rule }) => rule === name) ?? { kind: 'work', th: '–', en: '–' };
  return { rule: name, kind, th, en };
}

/** Where open cases are, by subdistrict, the worst first. Never closer: a point on a map would be somebody's home. */
export async function listCasePlaces(
  { jurisdiction, clock }: CareQueryContext,
  connection: Connection,
): Promise<CasePlaces> {
  const counted = await countOpenPlaces(connection, clock.now());
  const places = counted.map(({ code, lateSince, ...counts }) => {
    const area = jurisdiction.findTypedPlace(code);
    return {
      code,
      name: area?.name ?? { th: code, en: code },
      position: area?.position ?? null,
      ...counts,
      lateSince: lateSince?.toISOString() ?? null,
    };
  });
  return {
    places: places.toSorted(
      (one, other) => other.late - one.late || other.waiting - one.waiting || other.open - one.open,
    ),
  };
}
