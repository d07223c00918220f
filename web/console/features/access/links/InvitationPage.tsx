import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Me } from '#contract/access';
import { isProblem } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { useFailureText } from '../use-failure-text.ts';
import { JoinForm } from './JoinForm.tsx';
import { JoinSignedIn } from './JoinSignedIn.tsx';
import { LinkSheet } from './LinkSheet.tsx';
import css from './links.module.css';
import { previewInvitation } from './links.ts';

type Props = {
  token: string;
  /** Who is signed in on this device; null when nobody is. */
  me: Me | null;
  /** To the console, or to sign in. */
  onLeave: () => void;
  onSignOut: () => void;
};

/** The first page of a new colleague: agency, role and last day, then name and password. */
export default function InvitationPage({ token, me, onLeave, onSignOut }: Props) {
  const { t, language } = useText();
  const describeFailure = useFailureText();
  const preview = useQuery({
    queryKey: ['link', 'invitation', token],
    queryFn: () => previewInvitation(token),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (preview.isPending) return <Waiting className={css.waiting} label={t('app.loading')} />;
  if (preview.isError) {
    const isOver = isProblem(preview.error, 'access/link-not-valid') || isProblem(preview.error, 'request/invalid');
    return (
      <LinkSheet title={t('link.invitationTitle')}>
        <p className={css.problem} role="alert">
          {isOver ? t('link.notValid') : describeFailure(preview.error)}
        </p>
        {isOver && <p>{t('link.askAnew')}</p>}
        {isOver ? (
          <Button size="lg" variant="default" onClick={onLeave}>
            {t('link.toSignIn')}
          </Button>
        ) : (
          <Button size="lg" onClick={() => void preview.refetch()}>
            {t('app.retry')}
          </Button>
        )}
      </LinkSheet>
    );
  }
  const { email, agency, role, fromDate, untilDate, expiresAt, hasAccount } = preview.data;
  return (
    <LinkSheet title={t('link.invitationTitle')}>
      <dl className={css.facts}>
        <dt>{t('people.agency')}</dt>
        <dd>{formatAgency(agency, language)}</dd>
        <dt>{t('people.role')}</dt>
        <dd>
          <strong>{t(`access.role.${role}`)}</strong>
          <span className={css.muted}>{t(`access.roleHint.${role}`)}</span>
        </dd>
        <dt>{t('access.email')}</dt>
        <dd>{email}</dd>
        <dt>{t('link.days')}</dt>
        <dd>
          {untilDate === null
            ? t('people.from', { day: formatDay(fromDate, language) })
            : `${formatDay(fromDate, language)} – ${formatDay(untilDate, language)}`}
        </dd>
      </dl>
      {hasAccount ? (
        <JoinSignedIn token={token} email={email} me={me} onLeave={onLeave} onSignOut={onSignOut} />
      ) : (
        <JoinForm token={token} email={email} onSignIn={onLeave} />
      )}
      <p className={css.muted}>{t('link.until', { time: formatMoment(expiresAt, serverNow(), language) })}</p>
    </LinkSheet>
  );
}
