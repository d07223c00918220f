import * as oidc from 'openid-client';
import { AppError } from '#platform/app-error';
import type { Log } from '#platform/log';
import type { AccessContext } from '../context.ts';
import { hashToken, newToken } from '../sealing.ts';
import type { SignInRequest } from '../sign-in-request.ts';
import { keepChallenge, takeChallenge } from '../store-challenges.ts';
import { findPersonByEmail } from '../store-people.ts';
import { continueSignIn, type SecondFactorAsked } from './continue-sign-in.ts';
import type { Opened } from './open-session.ts';

/** An organisation's OpenID provider. `name` is shown on the button. */
export type OrganisationConfig = { name: string; issuer: string; clientId: string; clientSecret: string };

export type OrganisationSignIn = {
  name: string;
  /** The URL to send the browser to, and the cookie that identifies it when it returns. */
  begin(): Promise<{ url: string; cookies: string[] }>;
  /** Handles the return of the browser. @throws AppError `access/organisation-refused`, `access/not-invited` */
  finish(url: URL, signInRequest: SignInRequest): Promise<Opened | SecondFactorAsked>;
};

const PURPOSE = 'organisation';
const STEP_SECONDS = 600;
export const RETURN_PATH = '/api/auth/sign-in/organisation/return';
/** RFC 8176: `amr` values by which the provider says that it used more than one factor. */
const MULTI_FACTOR = ['mfa', 'hwk', 'otp', 'fido'];

/**
 * Sign-in by the organisation: OpenID Connect with code, PKCE, state and nonce, checked by a certified library. People
 * are matched by an e-mail address verified by the organisation; it creates no accounts.
 */
export function createOrganisationSignIn(
  context: AccessContext,
  config: OrganisationConfig,
  log: Log,
): OrganisationSignIn {
  const { db, clock, cookies, origin } = context;
  const redirect = `${origin}${RETURN_PATH}`;
  let found: Promise<oidc.Configuration> | undefined;
  // On first use, so that the server starts although the provider is down.
  const discover = (): Promise<oidc.Configuration> => {
    const issuer = new URL(config.issuer);
    // Without the first option the library trusts TLS alone and does not check the ID token's signature.
    const execute = [
      oidc.enableNonRepudiationChecks,
      ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ];
    found ??= oidc.discovery(issuer, config.clientId, config.clientSecret, undefined, { execute }).catch((failure) => {
      found = undefined;
      throw failure;
    });
    return found;
  };
  const orRefuse = <Answer>(pending: Promise<Answer>): Promise<Answer> =>
    pending.catch((failure) => {
      log.warn({ part: 'access', code: (failure as { code?: unknown }).code }, 'sign-in by the organisation failed');
      throw new AppError('access/organisation-refused');
    });

  return {
    name: config.name,
    async begin() {
      const provider = await orRefuse(discover());
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const url = oidc.buildAuthorizationUrl(provider, {
        redirect_uri: redirect,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      const token = newToken();
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + STEP_SECONDS * 1000);
      const challenge = { purpose: PURPOSE, userId: null, facts: { state, nonce, verifier } };
      await keepChallenge(db, hashToken(token), challenge, { now, expiresAt });
      return { url: url.href, cookies: [cookies.write('step', token, STEP_SECONDS)] };
    },
    async finish(url, signInRequest) {
      const token = cookies.read(signInRequest.headers, 'step');
      const challenge = await takeChallenge(db, hashToken(token ?? ''), PURPOSE, clock.now());
      if (!challenge) throw new AppError('access/organisation-refused');
      const { state, nonce, verifier } = challenge.facts as { state: string; nonce: string; verifier: string };
      const provider = await orRefuse(discover());
      const tokens = await orRefuse(
        oidc.authorizationCodeGrant(provider, url, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        }),
      );
      const idToken = tokens.claims();
      if (!idToken) throw new AppError('access/organisation-refused');
      const claims = idToken.email
        ? idToken
        : await orRefuse(oidc.fetchUserInfo(provider, tokens.access_token, idToken.sub));
      const email =
        claims.email_verified === true && typeof claims.email === 'string' ? claims.email.toLowerCase() : '';
      const person = email && (await findPersonByEmail(db, email));
      if (!person || person.disabledAt || person.isDemonstration) throw new AppError('access/not-invited');
      const methods = Array.isArray(idToken.amr) ? idToken.amr : [];
      const secondFactor = methods.some((method) => MULTI_FACTOR.includes(String(method)));
      const { credentialsVersion } = person;
      return continueSignIn(
        context,
        person.id,
        { signedInBy: 'organisation', secondFactor, credentialsVersion },
        signInRequest,
      );
    },
  };
}
