import type { Actor } from '#capabilities/access';
import type { InsightOutreach, OutreachFiguresQuery } from '#contract/insight-care';
import { PARTNER_LEAST, PLACEMENT_KINDS, UNFOUNDED_LEAST } from '#contract/outreach';
import { endOfThaiDay, momentOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { scopeOf } from '../scope.ts';
import { findUnfollowedSince } from '../store/figure-rows.ts';
import {
  countHanging,
  countOpens,
  countReports,
  type OpenCount,
  type OutreachAsked,
  type ReportCount,
} from '../store/outreach-figure-rows.ts';
import { daysBefore, total } from './get-common-answer.ts';

const stepsOf = (found: readonly OpenCount[], step: string) => total(found, (one) => (one.step === step ? one.n : 0));
const waysOf = (found: readonly ReportCount[], way: string) => total(found, (one) => (one.way === way ? one.n : 0));
/** Full tens only, so that a number never grows by one. */
const inTens = (n: number): number | null => (n < PARTNER_LEAST ? null : n - (n % PARTNER_LEAST));

/** From the code in a public place to an officer's answer, of a province or the nation. @throws AppError `insight/not-yours` */
export async function getOutreach(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  { from, to, province }: OutreachFiguresQuery,
): Promise<InsightOutreach> {
  scopeOf(jurisdiction, actor, { province });
  const asked = { from, to, province: province ?? null };
  const before = daysBefore(asked);
  const { opens, reports } = await count(connection, asked);
  const earlier = await count(connection, { ...asked, ...before });
  const ended = total(reports, (one) => one.ended);
  const unfounded = total(reports, (one) => one.unfounded);
  return {
    ...{ from, to, asOf: ((await findUnfollowedSince(connection)) ?? clock.now()).toISOString() },
    placements: await countHanging(connection, asked.province),
    ...{ opened: stepsOf(opens, 'opened'), toLine: stepsOf(opens, 'to-line'), toWeb: stepsOf(opens, 'to-web') },
    reports: {
      n: total(reports, ({ n }) => n),
      ...{ line: waysOf(reports, 'line'), web: waysOf(reports, 'web'), liff: waysOf(reports, 'liff') },
    },
    alerted: total(reports, ({ alerted }) => alerted),
    acknowledged: total(reports, ({ acknowledged }) => acknowledged),
    unfounded: ended < UNFOUNDED_LEAST ? null : { percent: Math.round((100 * unfounded) / ended), of: ended },
    ...{ practised: stepsOf(opens, 'practised'), passed: stepsOf(opens, 'passed') },
    before: {
      ...before,
      opened: stepsOf(earlier.opens, 'opened'),
      reports: total(earlier.reports, ({ n }) => n),
      acknowledged: total(earlier.reports, ({ acknowledged }) => acknowledged),
    },
    byKind: PLACEMENT_KINDS.map((kind) => ({
      kind,
      opened: total(opens, (one) => (one.kind === kind && one.step === 'opened' ? one.n : 0)),
      reports: inTens(total(reports, (one) => (one.kind === kind ? one.n : 0))),
    })),
  };
}

async function count(connection: Connection, asked: OutreachAsked) {
  const { from, to, province } = asked;
  const moments = { from: momentOf(from, 0), to: endOfThaiDay(to), province };
  return { opens: await countOpens(connection, asked), reports: await countReports(connection, moments) };
}
