/** Door of the access feature: signing in and out, and who is signed in. */
export { SignInPage } from './SignInPage.tsx';
export { findMe, isSignedOut, ME_KEY, signOut } from './session.ts';
