import { type AlarmFacts, gatewayBody } from '../alarm-words.ts';
import type { AlertingParts } from '../context.ts';
import type { Notice } from '../notice.ts';
import { postponeNotice } from '../store-deliveries.ts';
import { findGateway } from '../store-targets.ts';
import { settleNoticeNow } from './settle-notice.ts';

/** Waits after each try, 19 minutes in all: long enough for a restart, short enough that an alarm is still one. */
const WAITS_SECONDS = [2, 5, 15, 30, 60, 120, 300, 600];
/** A gateway that asks for more patience than this would be told of the past. */
const MOST_PATIENCE_SECONDS = 600;

/** Calls an agency's gateway; one that does not answer is called again, and after the last try an operator is told. */
export async function callGateway(parts: AlertingParts, notice: Notice, alarm: AlarmFacts): Promise<void> {
  const gateway = await findGateway(parts.db, notice.targetId ?? '');
  if (!gateway) return settleNoticeNow(parts, notice.id, { kind: 'failed', cause: 'removed' });
  const now = parts.clock.now();
  const outcome = await parts.ways.gateway.call(gateway, { id: notice.id, body: gatewayBody(alarm, notice.at) }, now);
  if (outcome.kind === 'accepted') return settleNoticeNow(parts, notice.id, { kind: 'accepted' });
  const wait = outcome.kind === 'later' ? WAITS_SECONDS[notice.tries - 1] : undefined;
  if (wait !== undefined) {
    const seconds = Math.min(Math.max(wait, outcome.afterSeconds ?? 0), MOST_PATIENCE_SECONDS);
    return postponeNotice(parts.db, notice.id, new Date(now.getTime() + seconds * 1000), outcome.cause);
  }
  await parts.alarms.raise('gateway/gave-up', gateway.id, {
    gatewayId: gateway.id,
    tries: notice.tries,
    cause: outcome.cause,
  });
  await settleNoticeNow(parts, notice.id, { kind: 'failed', cause: outcome.cause });
}
