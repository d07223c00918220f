import type { Actor } from '#capabilities/access';
import { CHECK_LEVELS, CHECK_WORKDAYS, type CheckLevel, type HelpChannel, type SkipReason } from '#contract/help';
import { addWorkdays } from '#contract/thai-workday';
import type { HelpCheck } from './store/check-rows.ts';
import { HOLIDAYS } from './working-days.ts';

/** Whom the centre or office has seen itself is not checked by volunteers. */
export function checkLevelsFor(channel: HelpChannel): readonly CheckLevel[] {
  return channel === 'walk-in' ? [] : CHECK_LEVELS;
}

/** The permission of a level. */
export const CHECK_PERMISSION = {
  tambon: 'help:check-tambon',
  amphoe: 'help:check-amphoe',
} as const satisfies Record<CheckLevel, string>;

type Leader = Pick<Actor, 'memberships' | 'permissions'> & { id: string };
type Involved = { filedByPersonId: string | null; barredIds: readonly string[]; earlierIds: readonly string[] };

/**
 * Who may check: leaders of the place who neither filed it, belong to the family, nor checked it before. Where there is
 * nobody left the check is passed over at once, and that is said.
 */
export function planCheck(
  leaders: readonly Leader[],
  { filedByPersonId, barredIds, earlierIds }: Involved,
): { checkerIds: string[] } | { skipped: SkipReason } {
  if (leaders.length === 0) return { skipped: 'nobody-there' };
  const others = leaders.filter(
    ({ id }) => id !== filedByPersonId && !barredIds.includes(id) && !earlierIds.includes(id),
  );
  if (others.length === 0) return { skipped: 'only-relatives' };
  return { checkerIds: others.map(({ id }) => id) };
}

/** A check that was asked for now, open for so many working days, or passed over already. */
export function newCheck(
  { id, requestId, level, now }: Pick<HelpCheck, 'id' | 'requestId' | 'level'> & { now: Date },
  plan: ReturnType<typeof planCheck> | { skipped: SkipReason },
): HelpCheck {
  const dueAt = addWorkdays(now, CHECK_WORKDAYS, HOLIDAYS);
  const asked = { id, requestId, level, askedAt: now, dueAt, byPersonId: null };
  if ('skipped' in plan) {
    return { ...asked, checkerIds: [], result: 'skipped', reason: plan.skipped, decidedAt: now };
  }
  return { ...asked, checkerIds: plan.checkerIds, result: null, reason: null, decidedAt: null };
}
