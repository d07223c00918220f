import { lazy } from 'react';

/** Where nobody is signed in. Others fetch it later, because it must be there when their session ends. */
export const fetchSignInPage = () => import('./sign-in/SignInPage.tsx');
export const SignInPage = lazy(async () => ({ default: (await fetchSignInPage()).SignInPage }));

/** Separate chunks: seldom opened, and a station with a slow connection must see its alarms first. */
export const AccountPage = lazy(() => import('./account/AccountPage.tsx'));
export const SecondFactorPage = lazy(() => import('./account/SecondFactorPage.tsx'));
export const PeoplePage = lazy(() => import('./people/PeoplePage.tsx'));
export const InvitationPage = lazy(() => import('./links/InvitationPage.tsx'));
export const NewPasswordPage = lazy(() => import('./links/NewPasswordPage.tsx'));
