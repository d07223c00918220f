import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { describeProblem } from '../api/describe-problem.ts';
import {
  clearPendingSignOut,
  findMe,
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
import { goTo, useAddress, viewOf } from '../router.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { PageFailure } from '../ui/PageFailure.tsx';
import { markTab } from '../ui/tab/tab-mark.ts';
import { useText } from '../ui/use-text.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { alarmTone } from './alarm-tone.ts';
import { endSession, useSessionEnd } from './end-session.ts';
import { followSignIn, type SessionMessage } from './follow-sign-in.ts';
import css from './Shell.module.css';
import { shellKindOf } from './shell-kind.ts';
import {
  AreaShell,
  BackOfficeShell,
  GuestShell,
  PatrolShell,
  prefetchFirstPage,
  prefetchLikelyShell,
  rememberShellKind,
} from './shells.ts';

/** Fetched with a shell: it is there when the session ends. */
const SessionEnded = lazy(async () => ({ default: (await import('./SessionEnded.tsx')).SessionEnded }));

const goHome = (): void => goTo({ name: 'queue' }, { replace: true });

// Before we know who is signed in: its code should be there when we do.
prefetchFirstPage();

/** Requested even if the device reports that it is offline: then a patrol's phone answers from its own storage. */
const ME_TERMS = { staleTime: 5 * 60_000, networkMode: 'always' } as const;

/**
 * Nobody signed in: the sign-in page, at any address. Second factor missing: its setup first. Otherwise the shell for
 * that person. The pages behind one-time links come before all of that.
 */
export function AuthGate() {
  const { t, language } = useText();
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
  // Signed out without having asked for it: this device no longer receives incidents, and must say so.
  const hasExpired = isOut && wasIn.current && !leftByHand;
  useEffect(() => {
    if (!isOut) return;
    markTab(hasExpired ? t('access.expiredTitle') : `${t('access.title')} — ${t('app.name')}`, hasExpired);
  }, [isOut, hasExpired, t]);
  const kind = me.data ? shellKindOf(me.data) : null;
  useEffect(() => {
    if (kind) rememberShellKind(kind);
  }, [kind]);
  const isOnSignInPage = view === 'sign-in' && me.data !== null && me.data !== undefined;
  useEffect(() => {
    if (isOnSignInPage) goHome();
  }, [isOnSignInPage]);

  const leave = (expired: boolean): void => {
    setLeftByHand(!expired);
    endSession(client);
    // After a sign-out the next person starts at the queue; after an expired session people go on where they were.
    if (!expired && view !== 'invitation') goHome();
  };
  const notifyTabs = useTabMessages<SessionMessage>('ess-session', (message) => {
    if (message === 'signed-in') {
      setLeftByHand(false);
      void followSignIn(client);
    } else if (client.getQueryData(ME_KEY)) {
      forgetTab();
      leave(false);
    }
  });

  if (me.isPending) return <Waiting className={css.waiting} label={t('app.loading')} />;
  if (me.isError && me.data === undefined) return <PageFailure reason={describeProblem(me.error, language)} />;
  const leaveAllTabs = (): void => {
    leave(false);
    notifyTabs('signed-out');
  };
  const leaveByHand = (dropsUnsentOf?: string): void => void signOut(dropsUnsentOf).finally(leaveAllTabs);
  const leaveNow = (): void => leaveByHand();
  const token = hash.replace(/^#/, '');
  const person = me.data ?? null;
  // Until the person confirms: the recovery codes are still on the screen when the server already has the second factor.
  if (person?.secondFactor === 'needed') isEnrolling.current = true;
  if (!person) isEnrolling.current = false;
  if (view === 'invitation') {
    return (
      <LazyPage>
        <InvitationPage
          key={token}
          token={token}
          me={person}
          onLeave={() => void client.invalidateQueries({ queryKey: ME_KEY }).then(goHome)}
          onSignOut={leaveNow}
        />
      </LazyPage>
    );
  }
  if (view === 'new-password') {
    return (
      <LazyPage>
        <NewPasswordPage key={token} token={token} onLeave={goHome} />
      </LazyPage>
    );
  }
  if (!person) {
    return (
      <LazyPage>
        <SignInPage
          key={search}
          message={
            hasExpired && (
              <Suspense fallback={null}>
                <SessionEnded rings={rang.current} tone={alarmTone} />
              </Suspense>
            )
          }
          search={search}
          onGesture={alarmTone.unlock}
          onShown={prefetchLikelyShell}
          onSignedIn={async () => {
            clearPendingSignOut();
            await client.refetchQueries({ queryKey: ME_KEY });
            setLeftByHand(false);
            notifyTabs('signed-in');
          }}
        />
      </LazyPage>
    );
  }
  if (isEnrolling.current) {
    return (
      <div className={css.shell}>
        <ProofBar />
        <main className={css.page}>
          <LazyPage>
            <SecondFactorPage
              me={person}
              onDone={() => {
                isEnrolling.current = false;
                void client.invalidateQueries({ queryKey: ME_KEY });
              }}
              onSignOut={leaveNow}
            />
          </LazyPage>
        </main>
      </div>
    );
  }
  const signOutProps = { onSignOut: leaveNow, onSignedOut: leaveAllTabs };
  const shellProps = { me: person, ...signOutProps, onExpired: () => leave(true) };
  switch (shellKindOf(person)) {
    case 'area':
      return (
        <LazyPage>
          <AreaShell key={person.id} {...shellProps} />
        </LazyPage>
      );
    case 'patrol':
      return (
        <LazyPage>
          <PatrolShell key={person.id} {...shellProps} onSignOut={leaveByHand} />
        </LazyPage>
      );
    case 'guest':
      return (
        <LazyPage>
          <GuestShell key={person.id} {...shellProps} onSignOut={leaveByHand} />
        </LazyPage>
      );
    case 'none':
      return (
        <LazyPage>
          <BackOfficeShell {...shellProps} />
        </LazyPage>
      );
  }
}
