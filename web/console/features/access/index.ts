/** Public API of the access feature: sign-in and sign-out, the signed-in person, and the account pages, loaded when opened. */
export {
  fetchSignInPage,
  InvitationPage,
  NewPasswordPage,
  SecondFactorPage,
  SignInPage,
} from './lazy-pages.ts';
export { ProofBar } from './proof/ProofBar.tsx';
export { clearPendingSignOut, findMe, forgetHere, forgetTab, isSignedOut, ME_KEY, signOut } from './session.ts';
export { worksOffline } from './stored-me.ts';
