import { Button } from '@mantine/core';
import { IconClockExclamation, IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import type { Invitation } from '#contract/access-people';
import { serverNow } from '../../../live/clock.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { formatRole } from '../format-role.ts';
import { OneTimeLinkSheet } from './OneTimeLinkSheet.tsx';
import css from './people.module.css';
import { type OneTimeLink, renewInvitation, revokeInvitation } from './people.ts';
import { usePeopleAction } from './use-people-action.ts';

type Props = { invitation: Invitation; agencyId: string; mayManage: boolean };

/** An invitation that was not accepted yet. */
export function InvitationRow({ invitation, agencyId, mayManage }: Props) {
  const { t, language } = useText();
  const [confirming, setConfirming] = useState<'renew' | 'revoke' | null>(null);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const action = usePeopleAction(
    agencyId,
    async () => (confirming === 'renew' ? renewInvitation(invitation.id) : revokeInvitation(invitation.id)),
    (made) => {
      setConfirming(null);
      setLink(made ?? null);
    },
  );
  const open = (what: 'renew' | 'revoke'): void => {
    action.reset();
    setConfirming(what);
  };
  const now = serverNow();
  const isExpired = invitation.state === 'expired';
  return (
    <li className={css.row}>
      <div className={css.rowText}>
        <strong>{invitation.email}</strong>
        <p className={css.hint}>{formatRole(invitation.role, t)}</p>
        <p className={isExpired ? css.late : css.hint}>
          {isExpired ? <IconClockExclamation aria-hidden size={18} /> : <IconMailForward aria-hidden size={18} />}{' '}
          {t(isExpired ? 'people.invitationExpired' : 'people.invitationOpen', {
            time: formatMoment(invitation.expiresAt, now, language),
          })}
        </p>
      </div>
      {mayManage && !confirming && !link && (
        <div className={css.buttons}>
          <Button
            variant="default"
            aria-label={`${t('people.renew')}: ${invitation.email}`}
            onClick={() => open('renew')}
          >
            {t('people.renew')}
          </Button>
          <Button
            variant="default"
            aria-label={`${t('people.revoke')}: ${invitation.email}`}
            onClick={() => open('revoke')}
          >
            {t('people.revoke')}
          </Button>
        </div>
      )}
      {confirming && (
        <InlineForm
          why={t(confirming === 'renew' ? 'people.renewWhy' : 'people.revokeWhy')}
          submitLabel={t(confirming === 'renew' ? 'people.renew' : 'people.revoke')}
          tone={confirming === 'revoke' ? 'danger' : undefined}
          isSending={action.isPending}
          error={action.error}
          onSubmit={() => action.mutate()}
          onCancel={() => setConfirming(null)}
        />
      )}
      {link && (
        <OneTimeLinkSheet
          link={link}
          title={t('people.link.invitation', { email: invitation.email })}
          onDone={() => setLink(null)}
        />
      )}
    </li>
  );
}
