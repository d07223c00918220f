import { acceptedSchema, shownInvitationSchema } from '#contract/access-people';
import { postJson } from '../../../api/request.ts';

/** The token is in the body, because URLs are stored in histories and logs. */
export async function previewInvitation(token: string) {
  return shownInvitationSchema.parse(await postJson('/api/v1/invitations/preview', { token }));
}

/** For people without an account: creates it. Returns the e-mail address to sign in with. */
export async function acceptInvitation(token: string, name: string, password: string): Promise<string> {
  return acceptedSchema.parse(await postJson('/api/v1/invitations/accept', { token, name, password })).email;
}

/** For people who are signed in with the invited address. */
export async function acceptInvitationSignedIn(token: string): Promise<void> {
  acceptedSchema.parse(await postJson('/api/v1/me/invitations/accept', { token }));
}

/** Returns the e-mail address to sign in with. */
export async function setPasswordByLink(token: string, password: string): Promise<string> {
  return acceptedSchema.parse(await postJson('/api/v1/password-links/use', { token, password })).email;
}
