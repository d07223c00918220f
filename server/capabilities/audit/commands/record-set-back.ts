import type { Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import { bySystem } from '../entry.ts';
import { recordAction } from './record-action.ts';

/** Whoever reads times in the audit must know that the clock went back, and by how much: the order is the seals'. */
export async function recordSetBack(work: Work, { byMs, now }: SetBack): Promise<void> {
  const auditEvent = { action: 'platform/move-times', subjectKind: 'clock', subjectId: 'wall', at: now };
  await recordAction(work, { ...bySystem('timer'), ...auditEvent, details: { seconds: Math.round(byMs / 1000) } });
}
