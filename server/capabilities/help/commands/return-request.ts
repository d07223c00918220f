import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS } from '#contract/help';
import type { HelpChanged, ReturnHelp } from '#contract/help-api';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpContext } from '../context.ts';
import { moveRequest } from '../request.ts';
import { insertCorrections } from '../store/form-rows.ts';
import { loadRequest } from './load-request.ts';
import { recordHelpChange, toChanged } from './record-change.ts';

/** Sent back field by field, each with its reason: only those are asked for again, and the clock stands meanwhile. */
export async function returnRequest(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { fields }: ReturnHelp,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.return.permission);
  const now = context.clock.now();
  const changed = moveRequest(before, 'return', now);
  const asked = [...new Map(fields.map((one) => [one.field, one])).values()];
  await insertCorrections(
    work.tx,
    asked.map((one) => ({
      ...{ id: newId(), requestId: id, ...one },
      ...{ byPersonId: actor.userId, at: now, answeredAt: null },
    })),
  );
  const details = { fields: asked.map(({ field }) => field).join(', ') };
  const step = { kind: 'returned', by: actor, details, codes: details } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step], asked));
}
