import type { Actor } from '#capabilities/access';
import type { GiveDataCopy } from '#contract/case-data-copy';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { loadCase } from '../record/commands/load-case.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';

/**
 * Records that a person, or somebody for them, is given a copy of what is held about them: who asked, how it was made sure
 * who they are, and what is withheld. It ends the time of the law; the copy itself is fetched within a day.
 */
export async function giveDataCopy(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { reason, identity, textsRead, withheld }: GiveDataCopy,
): Promise<void> {
  await loadCase(context, work, actor, caseId, 'case:give-copy');
  const details = { reason, identity, textsRead, withheld: withheld.join(' ') };
  await recordCaseStep(context, work, caseId, { kind: 'data-copy-given', by: actor, details, codes: details });
}
