/** Door of the access feature: signing in and out, who is signed in, and the pages of accounts, fetched when opened. */
export {
  AccountPage,
  InvitationPage,
  NewPasswordPage,
  PeoplePage,
  SecondFactorPage,
} from './lazy-pages.ts';
export { ProofBar } from './proof/ProofBar.tsx';
export { clearPendingSignOut, findMe, forgetHere, forgetTab, isSignedOut, ME_KEY, signOut } from './session.ts';
export { SignInPage } from './sign-in/SignInPage.tsx';
