import '../../../text/later-texts.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Me } from '#contract/access';
import { isProblem } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import { sayDay } from '../../../ui/thai-day.ts';
import { sayMoment } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { sayAgency } from '../agency-name.ts';
import { useFailureWords } from '../use-failure-words.ts';
import { JoinForm } from './JoinForm.tsx';
import { JoinSignedIn } from './JoinSignedIn.tsx';
import { LinkSheet } from './LinkSheet.tsx';
import css from './links.module.css';
import { lookAtInvitation } from './links.ts';

type Props = {
  token: string;
  /** Who is signed in on this device; null when nobody is. */
  me: Me | null;
  /** To the desk, or to sign in. */
  onLeave: () => void;
  onSignOut: () => void;
};

/** What a new colleague sees first: to which agency, as what, until when; then a name and a password, and in. */
export default function InvitationPage({ token, me, onLeave, onSignOut }: Props) {
  const { t, language } = useWords();
  const sayFailure = useFailureWords();
  const look = useQuery({
    queryKey: ['link', 'invitation', token],
    queryFn: () => lookAtInvitation(token),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (look.isPending) return <Waiting className={css.waiting} words={t('app.loading')} />;
  if (look.isError) {
    const isOver = isProblem(look.error, 'access/link-not-valid') || isProblem(look.error, 'request/invalid');
    return (
      <LinkSheet title={t('link.invitationTitle')}>
        <p className={css.problem} role="alert">
          {isOver ? t('link.notValid') : sayFailure(look.error)}
        </p>
        {isOver && <p>{t('link.askAnew')}</p>}
        {isOver ? (
          <Button size="lg" variant="default" onClick={onLeave}>
            {t('link.toSignIn')}
          </Button>
        ) : (
          <Button size="lg" onClick={() => void look.refetch()}>
            {t('app.retry')}
          </Button>
        )}
      </LinkSheet>
    );
  }
  const { email, agency, role, fromDate, untilDate, expiresAt, hasAccount } = look.data;
  return (
    <LinkSheet title={t('link.invitationTitle')}>
      <dl className={css.facts}>
        <dt>{t('people.agency')}</dt>
        <dd>{sayAgency(agency, language)}</dd>
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
            ? t('people.from', { day: sayDay(fromDate, language) })
            : `${sayDay(fromDate, language)} – ${sayDay(untilDate, language)}`}
        </dd>
      </dl>
      {hasAccount ? (
        <JoinSignedIn token={token} email={email} me={me} onLeave={onLeave} onSignOut={onSignOut} />
      ) : (
        <JoinForm token={token} email={email} onSignIn={onLeave} />
      )}
      <p className={css.muted}>{t('link.until', { time: sayMoment(expiresAt, serverNow(), language) })}</p>
    </LinkSheet>
  );
}
