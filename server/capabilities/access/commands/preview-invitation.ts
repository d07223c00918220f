import type { z } from 'zod';
import type { shownInvitationSchema } from '#contract/access-people';
import { AppError } from '#platform/app-error';
import type { Agencies } from '../agencies.ts';
import type { AccessContext } from '../context.ts';
import { isRole } from '../membership.ts';
import { hashToken } from '../sealing.ts';
import { findOpenInvitation } from '../store-invitations.ts';
import { findPersonByEmail } from '../store-people.ts';
import { withLink } from './accept-invitation.ts';
import { mustStillBeGiven } from './check-maker.ts';

/**
 * What the holder of an invitation link is shown.
 * @throws AppError `access/link-not-valid`, `access/link-maker-lost-right`, `request/too-many`
 */
export async function previewInvitation(
  context: AccessContext,
  agencies: Agencies,
  token: string,
  address: string,
): Promise<z.infer<typeof shownInvitationSchema>> {
  const { transact, clock } = context;
  return withLink(context, address, async () => {
    const found = await transact(async (work) => {
      const { tx } = work;
      const now = clock.now();
      const invitation = await findOpenInvitation(tx, hashToken(token), now);
      if (invitation) await mustStillBeGiven(work, agencies, invitation, now);
      return invitation && { ...invitation, hasAccount: Boolean(await findPersonByEmail(tx, invitation.email)) };
    });
    const agency = found && agencies.findAgency(found.agencyId);
    if (!found || !agency || !isRole(found.role)) throw new AppError('access/link-not-valid');
    const { email, role, fromDate, untilDate, expiresAt, hasAccount } = found;
    const named = { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn };
    return { email, agency: named, role, fromDate, untilDate, expiresAt: expiresAt.toISOString(), hasAccount };
  });
}
