import { newToken } from '../ids.ts';
import type { Channel, Person } from '../state.ts';
import type { World } from '../world.ts';
import { createKeyPair, describeKey, type IdTokenClaims, readIdToken, signEs256, signHs256 } from './id-token.ts';

export type Login = ReturnType<typeof createLogin>;

type TokenRequest = {
  /** The Login channel the token is for; another one's token must be refused by the server. */
  clientId?: string;
  nonce?: string;
  expiresInSeconds?: number;
  issuer?: string;
  /** ES256 as LIFF and apps get it, HS256 as web login gets it. */
  algorithm?: 'ES256' | 'HS256';
};

export type VerifyForm = Partial<Record<'id_token' | 'client_id' | 'nonce' | 'user_id', string>>;

const issuer = 'https://access.line.me';
const statelessSeconds = 900;

/** LINE Login as far as a server uses it: ID tokens, their verification, the keys, stateless channel tokens. */
export function createLogin(world: World, loginChannel: { id: string; secret: string }) {
  const key = createKeyPair('simulator-key-1');
  const seconds = () => Math.floor(world.clock.now() / 1000);

  return {
    channel: loginChannel,
    /** The ID token that a LIFF page or web login of this person would have. */
    issueIdToken(person: Pick<Person, 'userId' | 'name'>, request: TokenRequest = {}): string {
      const claims: IdTokenClaims = {
        iss: request.issuer ?? issuer,
        sub: person.userId,
        aud: request.clientId ?? loginChannel.id,
        iat: seconds(),
        exp: seconds() + (request.expiresInSeconds ?? 3600),
        ...(request.nonce !== undefined && { nonce: request.nonce }),
        amr: ['linesso'],
        name: person.name,
      };
      return request.algorithm === 'HS256' ? signHs256(claims, loginChannel.secret) : signEs256(claims, key);
    },
    /** LINE's answer to `POST /oauth2/v2.1/verify`: the claims, or the reason against them. */
    verify(form: VerifyForm): { claims: IdTokenClaims } | { refused: string } {
      if (!form.id_token || !form.client_id) return { refused: 'id_token and client_id are required.' };
      const claims = readIdToken(form.id_token, key, loginChannel.secret);
      if (!claims) return { refused: 'Invalid IdToken.' };
      if (claims.iss !== issuer) return { refused: 'Invalid IdToken Issuer.' };
      if (claims.exp <= seconds()) return { refused: 'IdToken expired.' };
      if (claims.aud !== form.client_id) return { refused: 'Invalid IdToken Audience.' };
      if (form.nonce !== undefined && claims.nonce !== form.nonce) return { refused: 'Invalid IdToken Nonce.' };
      if (form.user_id !== undefined && claims.sub !== form.user_id)
        return { refused: 'Invalid IdToken Subject Identifier.' };
      return { claims };
    },
    listKeys: () => ({ keys: [describeKey(key)] }),
    /** A channel access token for 15 minutes, any number of them. */
    issueStatelessToken(channel: Channel) {
      const access_token = `stateless-${newToken()}`;
      channel.issuedTokens.set(access_token, world.clock.now() + statelessSeconds * 1000);
      return { token_type: 'Bearer', access_token, expires_in: statelessSeconds };
    },
  };
}
