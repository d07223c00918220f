import { type AlertFacts, listAlertFacts } from '#capabilities/incident';
import type { AlarmFacts } from '../alarm-words.ts';
import type { AlertingParts } from '../context.ts';
import type { Notice } from '../notice.ts';
import { claimDueNotices } from '../store-deliveries.ts';
import { callGateway } from './call-gateway.ts';
import { isWithheld, listWithheld } from './know-withheld.ts';
import { pushToBrowsers } from './push-to-browsers.ts';
import { sayInLine } from './say-in-line.ts';
import { settleNoticeNow } from './settle-notice.ts';

/** Longer than any call's time limit. What an ended process had in hand is free at once. */
const LEASE_MS = 20_000;
const AT_ONCE = 64;

/** Delivers what is due, each notice by one process; every try is written down before it begins. A stop ends it after the calls at hand. */
export async function deliverNotices(parts: AlertingParts, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const now = parts.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const claim = { now, leaseUntil, processId: parts.processId(), most: AT_ONCE };
    const due = await claimDueNotices(parts.db, claim);
    if (due.length === 0) return;
    const ids = [...new Set(due.flatMap(({ incidentId }) => incidentId ?? []))];
    const withheld = await listWithheld(parts.db, ids, now);
    const facts = new Map((await listAlertFacts(parts.db, ids)).map((one) => [one.id, one]));
    await Promise.all(
      due.map((notice) =>
        (isWithheld(withheld.get(notice.incidentId ?? ''), notice)
          ? settleNoticeNow(parts, notice.id, { kind: 'overtaken' })
          : deliver(parts, notice, facts.get(notice.incidentId ?? ''))
        ).catch((error) =>
          parts.log.error({ error, noticeId: notice.id, channel: notice.channel }, 'a notice could not be delivered'),
        ),
      ),
    );
  }
}

async function deliver(parts: AlertingParts, notice: Notice, incident: AlertFacts | undefined): Promise<void> {
  if (incident && isOvertaken(notice, incident)) return settleNoticeNow(parts, notice.id, { kind: 'overtaken' });
  const agency = parts.jurisdiction.findAgency(incident?.responsibleAgencyId ?? notice.agencyId);
  const station = { nameTh: agency?.nameTh ?? '', nameEn: agency?.nameEn ?? agency?.nameTh ?? '' };
  const alarm: AlarmFacts = { notice, incident, station, consoleUrl: parts.consoleUrl };
  if (notice.channel === 'web-push') return pushToBrowsers(parts, notice, alarm);
  if (notice.channel === 'gateway') return callGateway(parts, notice, alarm);
  return sayInLine(parts, notice, alarm);
}

/** Nobody is called out of bed for what somebody has already, or what is over. */
function isOvertaken({ kind }: Notice, { status }: AlertFacts): boolean {
  const isOver = ['resolved', 'closed', 'cancelled', 'merged'].includes(status);
  // That they need not go any more is just what the crew must hear then.
  if (kind === 'order-withdrawn') return false;
  if (kind === 'eta-passed') return isOver || status === 'on-scene';
  return (
    isOver || (['new', 'again', 'called', 'reopened'].includes(kind) && status !== 'open' && status !== 'reopened')
  );
}
