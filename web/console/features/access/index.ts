/** Public API of the access feature: sign-in and sign-out, the signed-in person, and the account pages, loaded when opened. */
export {
  InvitationPage,
  NewPasswordPage,
  SecondFactorPage,
} from './lazy-pages.ts';
export { ProofBar } from './proof/ProofBar.tsx';
export { clearPendingSignOut, findMe, forgetHere, forgetTab, isSignedOut, ME_KEY, signOut } from './session.ts';
export { SignInPage } from './sign-in/SignInPage.tsx';
