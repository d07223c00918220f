import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import { listReferralsById } from '#capabilities/referral';
import type { EefChecks } from '#contract/eef-api';
import { checkStateOn } from '#contract/eef-checks';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { EefQueryContext } from '../context.ts';
import { EEF_RULES } from '../rules.ts';
import type { SchoolCheck } from '../school-check.ts';
import { listChecksById, listChecksOfReferrals, listOpenCheckIds } from '../store/check-rows.ts';
import { listChildren } from './list-children.ts';
import { listSiblings } from './list-received.ts';

const AT_MOST = 200;

/** Checks of one referral, or all that are due and wait for the actor's answer, the most overdue first. */
export async function listChecks(
  context: EefQueryContext,
  connection: Connection,
  actor: Actor,
  { referralId }: { referralId?: string | undefined },
): Promise<EefChecks> {
  const today = thaiDayOf(context.clock.now());
  if (referralId !== undefined) {
    const checks = await listChecksOfReferrals(connection, [referralId]);
    return { checks: await show(context, connection, actor, checks), isCut: false };
  }
  const ids = await listOpenCheckIds(connection, today, AT_MOST + 1);
  const due = await listChecksById(connection, ids.slice(0, AT_MOST));
  return { checks: await show(context, connection, actor, due), isCut: ids.length > AT_MOST };
}

async function show(
  context: EefQueryContext,
  connection: Connection,
  actor: Actor,
  checks: readonly SchoolCheck[],
): Promise<EefChecks['checks']> {
  const referrals = await listReferralsById(connection, [...new Set(checks.map(({ referralId }) => referralId))]);
  const siblings = await listSiblings(connection, referrals);
  const shown = new Map(
    (await listChildren(context, connection, referrals, siblings)).map((child) => [child.referral.id, child]),
  );
  const today = thaiDayOf(context.clock.now());
  return checks.flatMap((check) => {
    const child = shown.get(check.referralId);
    if (!child) return [];
    const { id, kind, dueOn, returnedOn, result, attendance, seenOn } = check;
    const isOpen = result === null && !check.isVoid;
    const mayAnswer =
      isOpen &&
      (mayFor(context.jurisdiction, actor, 'referral:answer', [check.toAgencyId]) ||
        // Whoever sees the case of a referral is on its sender's side.
        (child.referral.caseId !== null && actor.permissions.has('case:work')));
    const state = checkStateOn(check, today, EEF_RULES);
    return [{ id, kind, state, dueOn, returnedOn, result, attendance, seenOn, mayAnswer, child }];
  });
}
