import { type Actor, agenciesWith } from '#capabilities/access';
import { isInBranch, visibilityOf } from '#capabilities/jurisdiction';
import type { EscalationPreview } from '#contract/escalation';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { loadCandidates } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { policyFor } from '../policy.ts';
import { recipientsOf, toRecipientsRow } from '../recipients.ts';
import { listPolicyRows } from '../store-policies.ts';
import { nameRecipients } from './get-incident-escalation.ts';
import { showPolicy } from './list-escalation-policies.ts';

/**
 * Whom each step would alert at this moment for an incident at the agency's own address, with the number of people.
 * @throws AppError `jurisdiction/agency-not-found`, also for an agency outside the person's branches
 */
export async function getEscalationPreview(
  { jurisdiction, clock }: Pick<EscalationContext, 'jurisdiction' | 'clock'>,
  connection: Connection,
  actor: Actor,
  agencyId: string,
): Promise<EscalationPreview> {
  const agency = jurisdiction.findAgency(agencyId);
  const branches = agenciesWith(actor, 'escalation-policy:view').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  if (!agency || !branches.some((branch) => isInBranch(visibilityOf(branch), agency.path)))
    throw new AppError('jurisdiction/agency-not-found');
  const policy = policyFor(jurisdiction, await listPolicyRows(connection), agency);
  const place = { ...agency.position, responsibleAgencyId: agency.id, involvedAgencyIds: [] };
  const candidates = await loadCandidates(jurisdiction, connection, [place], clock.now());
  const steps = policy.steps.map((step) => ({
    afterSeconds: step.afterSeconds,
    recipients: recipientsOf(
      step,
      (target) => candidates(target, place),
      () => false,
    ).map((one) => nameRecipients(jurisdiction, toRecipientsRow(one))),
  }));
  return { policy: showPolicy({ jurisdiction }, policy, { isCurrent: true, publishedBy: null }), steps };
}
