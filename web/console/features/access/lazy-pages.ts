import { lazy } from 'react';
import { loadLaterTexts } from '../../text/language.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

/** Where nobody is signed in. Others fetch it later, because it must be there when their session ends. */
export async function fetchSignInPage() {
  // The organisation's sign-in comes back with the code of a problem.
  const hasProblem = new URLSearchParams(window.location.search).has('problem');
  const [page] = await Promise.all([import('./sign-in/SignInPage.tsx'), hasProblem && loadLaterTexts()]);
  return page;
}
export const SignInPage = lazy(async () => ({ default: (await fetchSignInPage()).SignInPage }));

/** Separate chunks: seldom opened, and a station with a slow connection must see its alarms first. */
export const AccountPage = lazyPart(() => import('./account/AccountPage.tsx'));
export const SecondFactorPage = lazyPart(() => import('./account/SecondFactorPage.tsx'));
export const PeoplePage = lazyPart(() => import('./people/PeoplePage.tsx'));
export const InvitationPage = lazyPart(() => import('./links/InvitationPage.tsx'));
export const NewPasswordPage = lazyPart(() => import('./links/NewPasswordPage.tsx'));
