import { listReferralsById, listReferralsOfBundles, type Referral } from '#capabilities/referral';
import { type EefList, type EefListQuery, type EefScope, MOST_COUNTED_CHECKS } from '#contract/eef-api';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { EefQueryContext } from '../context.ts';
import { EEF_RULES } from '../rules.ts';
import { callDays } from '../school-check.ts';
import { listOpenCheckIds } from '../store/check-rows.ts';
import { countReceived, listReceivedIds, nameProvinces } from '../store/child-rows.ts';
import { listChildren } from './list-children.ts';

const PAGE_ROWS = 100;

/** One page of what the fund received, in the order of the work; with the first one also how much there is. */
export async function listReceived(
  context: EefQueryContext,
  connection: Connection,
  choice: EefListQuery,
): Promise<EefList> {
  const ids = await listReceivedIds(connection, { ...choice, limit: PAGE_ROWS + 1 });
  const shown = ids.slice(0, PAGE_ROWS);
  const found = new Map((await listReferralsById(connection, shown)).map((one) => [one.id, one]));
  const referrals = shown.flatMap((id) => found.get(id) ?? []);
  return {
    children: await listChildren(context, connection, referrals, await listSiblings(connection, referrals)),
    next: ids.length > PAGE_ROWS ? (shown.at(-1) ?? null) : null,
    counts: choice.after === undefined ? await count(context, connection, choice.scope) : null,
  };
}

export function listSiblings(connection: Connection, referrals: readonly Referral[]): Promise<Referral[]> {
  const bundles = [...new Set(referrals.flatMap(({ bundleId }) => bundleId ?? []))];
  return bundles.length === 0 ? Promise.resolve([]) : listReferralsOfBundles(connection, bundles);
}

async function count({ clock }: EefQueryContext, connection: Connection, scope: EefScope): Promise<EefList['counts']> {
  const now = clock.now();
  const counted = await countReceived(connection, now);
  const names = new Map((await nameProvinces(connection)).map((one) => [one.code, one]));
  const today = thaiDayOf(now);
  const checks = await listOpenCheckIds(connection, today, MOST_COUNTED_CHECKS);
  const { lateUntil } = callDays(today, EEF_RULES);
  const late = checks.length === 0 ? [] : await listOpenCheckIds(connection, lateUntil, MOST_COUNTED_CHECKS);
  const sum = (of: EefScope) => {
    const rows = counted.filter((one) => one.scope === of);
    const total = (field: 'waiting' | 'late') => rows.reduce((all, row) => all + row[field], 0);
    return { open: total('waiting'), late: total('late') };
  };
  const provinces = counted
    .filter((one) => one.scope === scope)
    .map(({ province, waiting }) => {
      const code = province ?? '';
      return { ...(names.get(code) ?? { code, th: code, en: code }), open: waiting };
    })
    .toSorted((one, other) => one.th.localeCompare(other.th, 'th'));
  return {
    'to-answer': sum('to-answer'),
    working: sum('working'),
    provinces,
    checks: checks.length,
    lateChecks: late.length,
  };
}
