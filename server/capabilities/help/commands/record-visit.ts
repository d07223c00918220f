import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS } from '#contract/help';
import type { HelpChanged, recordHelpVisitSchema } from '#contract/help-api';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpContext } from '../context.ts';
import { moveRequest } from '../request.ts';
import { insertVisit } from '../store/decision-rows.ts';
import { loadRequest } from './load-request.ts';
import { recordHelpChange, toChanged } from './record-change.ts';

/** What a worker found out, at home or otherwise: which fields are so and which are not. */
export async function recordVisit(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  visit: z.infer<typeof recordHelpVisitSchema>,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS['find-facts'].permission);
  const now = context.clock.now();
  const changed = { ...moveRequest(before, 'find-facts', now), workerId: before.workerId ?? actor.userId };
  const { how, confirms, differs, dog, withWhom, note } = visit;
  const typedAt = new Date(visit.happenedAt);
  await insertVisit(work.tx, {
    ...{ id: newId(), requestId: id, how, confirms, differs, dog, byPersonId: actor.userId, recordedAt: now },
    ...{ withWhom: withWhom || null, note: note || null, happenedAt: typedAt > now ? now : typedAt },
  });
  const details = { how, differs: differs.length };
  const step = { kind: 'visited', by: actor, details, codes: details } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}
