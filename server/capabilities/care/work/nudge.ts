/** What somebody waits for, from when to when. */
export type Waiting = { since: Date; dueAt: Date; nudgedPeriod: number | null };

/** How many halves of its time are over. */
export function periodOf({ since, dueAt }: Pick<Waiting, 'since' | 'dueAt'>, now: Date): number {
  const half = (dueAt.getTime() - since.getTime()) / 2;
  return half > 0 ? Math.max(0, Math.floor((now.getTime() - since.getTime()) / half)) : 1;
}

/** From half time on, and once in each half. */
export function mayNudge(waiting: Waiting, now: Date): boolean {
  return periodOf(waiting, now) > (waiting.nudgedPeriod ?? 0);
}
