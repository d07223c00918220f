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

/** An invitation nobody has taken up yet. */
export function InvitationRow({ invitation, agencyId, mayManage }: Props) {
  const { t, language } = useText();
  const [asks, setAsks] = useState<'renew' | 'revoke' | null>(null);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const action = usePeopleAction(
    agencyId,
    async () => (asks === 'renew' ? renewInvitation(invitation.id) : revokeInvitation(invitation.id)),
    (made) => {
      setAsks(null);
      setLink(made ?? null);
    },
  );
  const open = (what: 'renew' | 'revoke'): void => {
    action.reset();
    setAsks(what);
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
      {mayManage && !asks && !link && (
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
      {asks && (
        <InlineForm
          why={t(asks === 'renew' ? 'people.renewWhy' : 'people.revokeWhy')}
          submitLabel={t(asks === 'renew' ? 'people.renew' : 'people.revoke')}
          tone={asks === 'revoke' ? 'danger' : undefined}
          isSending={action.isPending}
          error={action.error}
          onSubmit={() => action.mutate()}
          onCancel={() => setAsks(null)}
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
