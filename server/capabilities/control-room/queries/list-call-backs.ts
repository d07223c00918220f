import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { CallBack } from '#contract/control-room';
import { maskPhone } from '#contract/masked-phone';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { isClaimed, type StoredCallBack, whyNotToCall } from '../call-back.ts';
import { isWithin, provincesOf } from '../provinces.ts';
import { listReachability } from '../reachability.ts';
import { listOpenCallBacks } from '../store-call-backs.ts';

type Context = { clock: Clock; jurisdiction: Jurisdiction };

/** Open call-backs by due time, with the number if the actor may see it, or the reason why calling is not allowed. */
export async function listCallBacks(
  { clock, jurisdiction }: Context,
  connection: Connection,
  actor: Actor,
): Promise<{ now: string; callBacks: CallBack[] }> {
  const now = clock.now();
  const provinces = provincesOf(jurisdiction, actor, 'report:call-back');
  const all = await listOpenCallBacks(connection);
  const entries = all.filter(({ provinceCode }) => isWithin(provinces, provinceCode));
  const ids = [...new Set(entries.map(({ reportId }) => reportId))];
  const reachable = await listReachability(connection, ids);
  const seesPhone = actor.permissions.has('report:view-phone');
  const callBacks = entries.flatMap((entry): CallBack[] => {
    const reachability = reachable.get(entry.reportId);
    // The actor can no longer see this report.
    if (!reachability) return [];
    const forbidden = whyNotToCall(reachability);
    const shown = forbidden ? null : reachability.phone;
    return [
      {
        ...toRow(entry, now),
        incidentId: reachability.incident?.id ?? null,
        code: reachability.incident?.code ?? null,
        phone: shown && !seesPhone ? maskPhone(shown) : shown,
        phoneMasked: shown !== null && !seesPhone,
        language: reachability.language,
        forbidden,
      },
    ];
  });
  return { now: now.toISOString(), callBacks };
}

function toRow(entry: StoredCallBack, now: Date) {
  const { id, reportId, reason, note, askedByName, tries, lastResult, lastTriedAt } = entry;
  const { claimedByPersonId, claimedByName } = entry;
  return {
    id,
    reportId,
    reason,
    note,
    askedByName,
    tries,
    lastResult,
    askedAt: entry.askedAt.toISOString(),
    dueAt: entry.dueAt.toISOString(),
    isDue: entry.dueAt <= now,
    lastTriedAt: lastTriedAt?.toISOString() ?? null,
    claimedBy: isClaimed(entry, now) && claimedByPersonId ? { id: claimedByPersonId, name: claimedByName ?? '' } : null,
  };
}
