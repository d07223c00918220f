import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Me } from '#contract/access';
import { useText } from '../../../ui/use-text.ts';
import { useFailureText } from '../use-failure-text.ts';
import css from './links.module.css';
import { acceptInvitationSignedIn } from './links.ts';

type Props = { token: string; email: string; me: Me | null; onLeave: () => void; onSignOut: () => void };

/** A further role for somebody with an account, who accepts while signed in. */
export function JoinSignedIn({ token, email, me, onLeave, onSignOut }: Props) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const join = useMutation({ mutationFn: () => acceptInvitationSignedIn(token) });
  if (join.isSuccess) {
    return (
      <>
        <p className={css.good} role="status">
          <IconCircleCheck aria-hidden size={26} /> <span>{t('link.joinedMore')}</span>
        </p>
        <Button size="lg" onClick={onLeave}>
          {t('link.toConsole')}
        </Button>
      </>
    );
  }
  if (me?.email !== email) {
    return (
      <>
        <p>{me ? t('link.otherAccount', { mine: me.email, email }) : t('link.signInFirst', { email })}</p>
        <Button size="lg" onClick={me ? onSignOut : onLeave}>
          {t(me ? 'access.signOut' : 'link.toSignIn')}
        </Button>
      </>
    );
  }
  return (
    <>
      {join.isError && (
        <p className={css.problem} role="alert">
          {describeFailure(join.error)}
        </p>
      )}
      <Button size="lg" loading={join.isPending} onClick={() => join.mutate()}>
        {t('link.join')}
      </Button>
    </>
  );
}
