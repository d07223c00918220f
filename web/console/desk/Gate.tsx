import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { goTo, useAddress } from '../address.ts';
import { sayProblem } from '../api/problem-words.ts';
import {
  findMe,
  forgetLeft,
  forgetTab,
  InvitationPage,
  ME_KEY,
  NewPasswordPage,
  ProofBar,
  SecondFactorPage,
  SignInPage,
  signOut,
} from '../features/access/index.ts';
import { useTabMessages } from '../live/tab-messages.ts';
import { LaterPage } from '../ui/LaterPage.tsx';
import { PageFailure } from '../ui/PageFailure.tsx';
import { markTab } from '../ui/tab/tab-mark.ts';
import { useWords } from '../ui/use-words.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { viewOf } from '../view.ts';
import { alarmTone } from './alarm-tone.ts';
import css from './Desk.module.css';
import { deskFor } from './desk-for.ts';
import { Desk, fetchKeptDesk, fetchLikelyDesk, GuestDesk, keepDeskKind, OperatorDesk, PatrolDesk } from './desks.ts';
import { endSession, useSessionEnd } from './end-session.ts';
import { followSignIn, type SessionWord } from './follow-sign-in.ts';
import { SessionEnded } from './SessionEnded.tsx';

const goHome = (): void => goTo('/', { replace: true });

// Before anything is known of who is here: whoever reloads their desk should not wait for its code as well.
fetchKeptDesk();

/** Asked also when the device says that it is offline: a patrol's phone then answers itself. */
const ME_TERMS = { staleTime: 5 * 60_000, networkMode: 'always' } as const;

/**
 * Nobody signed in: the sign-in page, at whatever address was asked for. A second factor missing: first that. Otherwise
 * the desk of that person. The pages of handed-over links stand before all of it.
 */
export function Gate() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { pathname, search, hash } = useAddress();
  const view = viewOf(pathname).name;
  const [leftByHand, setLeftByHand] = useState(false);
  const wasIn = useRef(false);
  const rang = useRef(false);
  const isEnrolling = useRef(false);
  const me = useQuery({ queryKey: ME_KEY, queryFn: ({ signal }) => findMe(signal), ...ME_TERMS });
  if (me.data) {
    wasIn.current = true;
    rang.current = me.data.permissions.includes('incident:acknowledge');
  }
  const isOut = me.data === null;
  useSessionEnd(client);
  // Out without having asked for it: this device stopped receiving incidents, and that must be said.
  const hasExpired = isOut && wasIn.current && !leftByHand;
  useEffect(() => {
    if (!isOut) return;
    markTab(hasExpired ? t('access.expiredTitle') : `${t('access.title')} — ${t('app.name')}`, hasExpired);
  }, [isOut, hasExpired, t]);
  const kind = me.data ? deskFor(me.data) : null;
  useEffect(() => {
    if (kind) keepDeskKind(kind);
  }, [kind]);
  const isAtDoor = view === 'sign-in' && me.data !== null && me.data !== undefined;
  useEffect(() => {
    if (isAtDoor) goHome();
  }, [isAtDoor]);

  const leave = (expired: boolean): void => {
    setLeftByHand(!expired);
    endSession(client);
    // Whoever signs in here next begins at the queue; whose session ran out goes on where they were.
    if (!expired && view !== 'invitation') goHome();
  };
  const tellTabs = useTabMessages<SessionWord>('ess-session', (word) => {
    if (word === 'signed-in') {
      setLeftByHand(false);
      void followSignIn(client);
    } else if (client.getQueryData(ME_KEY)) {
      forgetTab();
      leave(false);
    }
  });

  if (me.isPending) return <Waiting className={css.waiting} words={t('app.loading')} />;
  if (me.isError && me.data === undefined) return <PageFailure reason={sayProblem(me.error, language)} />;
  const leaveAllTabs = (): void => {
    leave(false);
    tellTabs('signed-out');
  };
  const leaveByHand = (dropsUnsentOf?: string): void => void signOut(dropsUnsentOf).finally(leaveAllTabs);
  const leaveNow = (): void => leaveByHand();
  const token = hash.replace(/^#/, '');
  const person = me.data ?? null;
  // Until the person says so: the recovery codes are still on the screen when the server has the second factor already.
  if (person?.secondFactor === 'needed') isEnrolling.current = true;
  if (!person) isEnrolling.current = false;
  if (view === 'invitation') {
    return (
      <LaterPage>
        <InvitationPage
          key={token}
          token={token}
          me={person}
          onLeave={() => void client.invalidateQueries({ queryKey: ME_KEY }).then(goHome)}
          onSignOut={leaveNow}
        />
      </LaterPage>
    );
  }
  if (view === 'new-password') {
    return (
      <LaterPage>
        <NewPasswordPage key={token} token={token} onLeave={goHome} />
      </LaterPage>
    );
  }
  if (!person) {
    return (
      <SignInPage
        key={search}
        notice={hasExpired && <SessionEnded rings={rang.current} tone={alarmTone} />}
        search={search}
        onGesture={alarmTone.unlock}
        onShown={fetchLikelyDesk}
        onSignedIn={async () => {
          forgetLeft();
          await client.refetchQueries({ queryKey: ME_KEY });
          setLeftByHand(false);
          tellTabs('signed-in');
        }}
      />
    );
  }
  if (isEnrolling.current) {
    return (
      <div className={css.desk}>
        <ProofBar />
        <main className={css.page}>
          <LaterPage>
            <SecondFactorPage
              me={person}
              onDone={() => {
                isEnrolling.current = false;
                void client.invalidateQueries({ queryKey: ME_KEY });
              }}
              onSignOut={leaveNow}
            />
          </LaterPage>
        </main>
      </div>
    );
  }
  const out = { onSignOut: leaveNow, onSignedOut: leaveAllTabs };
  const desk = { me: person, ...out, onExpired: () => leave(true) };
  switch (deskFor(person)) {
    case 'area':
      return (
        <LaterPage>
          <Desk key={person.id} {...desk} />
        </LaterPage>
      );
    case 'patrol':
      return (
        <LaterPage>
          <PatrolDesk key={person.id} {...desk} onSignOut={leaveByHand} />
        </LaterPage>
      );
    case 'guest':
      return (
        <LaterPage>
          <GuestDesk key={person.id} {...desk} />
        </LaterPage>
      );
    case 'none':
      return (
        <LaterPage>
          <OperatorDesk me={person} {...out} />
        </LaterPage>
      );
  }
}
