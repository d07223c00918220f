import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { sayProblem } from '../api/problem-words.ts';
import { findMe, ME_KEY, SignInPage, signOut } from '../features/access/index.ts';
import { PageFailure } from '../ui/PageFailure.tsx';
import { markTab } from '../ui/tab/tab-mark.ts';
import { useWords } from '../ui/use-words.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { alarmTone } from './alarm-tone.ts';
import css from './Desk.module.css';
import { Desk } from './Desk.tsx';
import { OperatorDesk } from './OperatorDesk.tsx';

/** Nobody signed in: the sign-in page, at whatever address was asked for. Otherwise the desk of that person. */
export function Gate() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [leftByHand, setLeftByHand] = useState(false);
  const wasIn = useRef(false);
  const me = useQuery({ queryKey: ME_KEY, queryFn: ({ signal }) => findMe(signal), staleTime: 5 * 60_000 });
  if (me.data) wasIn.current = true;
  const isOut = me.data === null;
  // Out without having asked for it: this device stopped receiving incidents, and that must be said.
  const hasExpired = isOut && wasIn.current && !leftByHand;
  useEffect(() => {
    if (!isOut) return;
    markTab(hasExpired ? t('access.expiredTitle') : `${t('access.title')} — ${t('app.name')}`, hasExpired);
  }, [isOut, hasExpired, t]);

  if (me.isPending) return <Waiting className={css.waiting} words={t('app.loading')} />;
  if (me.isError && me.data === undefined) return <PageFailure reason={sayProblem(me.error, language)} />;
  if (!me.data) {
    return (
      <SignInPage
        expired={hasExpired}
        onGesture={alarmTone.unlock}
        onSignedIn={async () => {
          client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME_KEY[0] });
          await client.refetchQueries({ queryKey: ME_KEY });
          setLeftByHand(false);
        }}
      />
    );
  }
  const leave = (expired: boolean): void => {
    setLeftByHand(!expired);
    client.setQueryData(ME_KEY, null);
  };
  const leaveByHand = (): void => void signOut().finally(() => leave(false));
  if (!me.data.permissions.includes('incident:view')) return <OperatorDesk me={me.data} onSignOut={leaveByHand} />;
  return <Desk key={me.data.id} me={me.data} onSignOut={leaveByHand} onExpired={() => leave(true)} />;
}
