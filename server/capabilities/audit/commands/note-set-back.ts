import type { Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import { bySystem } from '../entry.ts';
import { recordAct } from './record-act.ts';

/** Whoever reads times in the audit must know that the clock went back, and by how much: the order is the seals'. */
export async function noteSetBack(work: Work, { byMs, now }: SetBack): Promise<void> {
  const deed = { act: 'platform/move-times', subjectKind: 'clock', subjectId: 'wall', at: now };
  await recordAct(work, { ...bySystem('timer'), ...deed, details: { seconds: Math.round(byMs / 1000) } });
}
