import type { NewWebReport, WebReportCreated } from '#contract/citizen-report';
import type { Waiting, WaitingReports } from './waiting-reports.ts';

/** After this long it is asked whether help is still needed. */
const OLD_MS = 30 * 60_000;
export type Sent = { report: NewWebReport; answer: WebReportCreated; isLeft: boolean };
type Deps = {
  waiting: Pick<WaitingReports, 'list' | 'remove'>;
  send(report: NewWebReport): Promise<WebReportCreated>;
  now(): number;
};

/** Whether it waited so long that its writer is asked first. Whoever left can't be asked: it goes out. */
export function isOld({ report: { writtenAt }, isLeft }: Waiting, now: number): boolean {
  return !isLeft && writtenAt != null && now - Date.parse(writtenAt) > OLD_MS;
}

/**
 * Sends what waits, oldest first, each until it is answered. The id makes a repetition the same report, so an answer that was lost
 * is only asked for again. `confirmed`: the old ones that are wanted still.
 */
export async function sendWaiting(
  { waiting, send, now }: Deps,
  confirmed: ReadonlySet<string> = new Set(),
): Promise<{ sent: Sent[]; left: Waiting[] }> {
  const sent: Sent[] = [];
  const left: Waiting[] = [];
  for (const one of await waiting.list()) {
    const { report, isLeft } = one;
    if (left.some((other) => !isOld(other, now())) || (isOld(one, now()) && !confirmed.has(report.clientId))) {
      left.push(one);
      continue;
    }
    try {
      const answer = await send(report);
      await waiting.remove(report.clientId);
      sent.push({ report, answer, isLeft });
    } catch {
      // Whatever the reason: it is not sent, and that is what the page says.
      left.push(one);
    }
  }
  return { sent, left };
}
