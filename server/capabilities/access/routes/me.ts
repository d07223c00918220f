import { z } from 'zod';
import { meSchema, webAuthnOptionsSchema } from '#contract/access';
import {
  accountEventsSchema,
  endSessionsSchema,
  lineLinkCodeSchema,
  passkeyEnrolledSchema,
  passkeyEnrolmentSchema,
  passkeyRenamingSchema,
  passwordChangeSchema,
  protectionSchema,
  reauthenticatedSchema,
  reauthenticationSchema,
  recoveryCodesSchema,
  sessionsSchema,
  totpCodeSchema,
  totpEnrolmentSchema,
} from '#contract/access-account';
import { acceptedSchema, linkTokenSchema, newOwnNumberSchema, ownNumbersSchema } from '#contract/access-people';
import type { Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import { acceptInvitationAs } from '../commands/accept-invitation.ts';
import { addOwnNumber } from '../commands/change-own-numbers.ts';
import { changePassword } from '../commands/change-password.ts';
import { endSessions } from '../commands/end-sessions.ts';
import { beginPasskey, enrolPasskey, removePasskey, renamePasskey } from '../commands/enrol-passkey.ts';
import { beginTotp, confirmTotp, removeTotp, renewRecoveryCodes } from '../commands/enrol-totp.ts';
import { makeLineCode, unlinkLine } from '../commands/link-line-user.ts';
import { askForPasskeyOf } from '../commands/prove-passkey.ts';
import { reauthenticate } from '../commands/re-authenticate.ts';
import { type AccessContext, within } from '../context.ts';
import { getMe } from '../queries/get-me.ts';
import { getProtection, listSessions } from '../queries/get-protection.ts';
import { listAccountEvents } from '../queries/list-account-events.ts';
import { listOwnNumbers } from '../queries/list-own-numbers.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const oneself = { nothingPersonal: 'Data of one’s own account.' };
/** One's own account: for everybody signed in, also before a required second factor is enrolled. */
const own = { permission: 'signed-in', runsAs: 'service' } as const;
const read = { permission: 'signed-in', audit: oneself, runsAs: 'service' } as const;

/** Routes of one's own account. They use the service role: the user role may read neither keys nor sessions. */
export function meRoutes(
  context: AccessContext,
  { agencies, demonstration }: { agencies: Agencies; demonstration: boolean },
): Route<Actor>[] {
  const { clock } = context;
  const protection = (work: Work, actor: Actor) => getProtection(work.tx, actor, clock.now());
  return [
    get({
      ...read,
      path: '/api/v1/me',
      summary: 'Who is signed in, where they serve and what they may do',
      answer: meSchema,
      run: (work, { actor }) =>
        getMe(work.tx, actor, { findAgency: agencies.findAgency, demonstration, now: clock.now() }),
    }),
    get({
      ...read,
      path: '/api/v1/me/sessions',
      summary: 'Where I am signed in',
      answer: sessionsSchema,
      run: (work, { actor }) => listSessions(work.tx, actor, clock.now()),
    }),
    post({
      ...own,
      path: '/api/v1/me/sessions/:id/end',
      summary: 'End one of my sessions',
      params: byId,
      run: (work, { actor, params }) => endSessions(within(context, work), actor, { only: params.id }),
    }),
    post({
      ...own,
      path: '/api/v1/me/sessions/end-others',
      summary: 'Sign out everywhere else',
      body: endSessionsSchema,
      run: (work, { actor, body }) => endSessions(within(context, work), actor, 'others', body),
    }),
    post({
      ...own,
      path: '/api/v1/me/sessions/end-all',
      summary: 'Sign out everywhere, here too',
      body: endSessionsSchema,
      run: (work, { actor, body }) => endSessions(within(context, work), actor, 'all', body),
    }),
    get({
      ...read,
      path: '/api/v1/me/account-events',
      summary: 'Recent changes of my account, and who made them',
      answer: accountEventsSchema,
      run: (work, { actor }) => listAccountEvents(work.tx, actor, clock.now()),
    }),
    get({
      ...read,
      path: '/api/v1/me/protection',
      summary: 'How my account is protected',
      answer: protectionSchema,
      run: (work, { actor }) => protection(work, actor),
    }),
    post({
      ...own,
      path: '/api/v1/me/re-authenticate',
      summary: 'Prove again who I am, for sensitive actions',
      secret: true,
      hashesPassword: true,
      body: reauthenticationSchema,
      answer: reauthenticatedSchema,
      run: async (work, { actor, body }) => ({
        until: (await reauthenticate(within(context, work), actor, body)).toISOString(),
      }),
    }),
    post({
      ...own,
      path: '/api/v1/me/re-authenticate/passkey-options',
      summary: 'Ask for one of my passkeys',
      secret: true,
      answer: webAuthnOptionsSchema,
      run: async (work, { actor }) => ({ ...(await askForPasskeyOf(within(context, work), actor)) }),
    }),
    post({
      ...own,
      path: '/api/v1/me/totp/begin',
      summary: 'A key for an authenticator app',
      reauthentication: true,
      secret: true,
      answer: totpEnrolmentSchema,
      run: (work, { actor }) => beginTotp(within(context, work), actor),
    }),
    post({
      ...own,
      path: '/api/v1/me/totp/confirm',
      summary: 'Confirm the app with a first code; returns the recovery codes once',
      reauthentication: true,
      secret: true,
      body: totpCodeSchema,
      answer: recoveryCodesSchema,
      run: async (work, { actor, body }) => ({
        recoveryCodes: await confirmTotp(within(context, work), actor, body.totp),
      }),
    }),
    post({
      ...own,
      path: '/api/v1/me/totp/remove',
      summary: 'Remove the authenticator app',
      reauthentication: true,
      run: (work, { actor }) => removeTotp(within(context, work), actor),
    }),
    post({
      ...own,
      path: '/api/v1/me/recovery-codes',
      summary: 'Replace the recovery codes; shown once',
      reauthentication: true,
      secret: true,
      answer: recoveryCodesSchema,
      run: async (work, { actor }) => ({ recoveryCodes: await renewRecoveryCodes(within(context, work), actor) }),
    }),
    post({
      ...own,
      path: '/api/v1/me/passkeys/options',
      summary: 'Start to add a passkey',
      reauthentication: true,
      secret: true,
      answer: webAuthnOptionsSchema,
      run: async (work, { actor }) => ({ ...(await beginPasskey(within(context, work), actor)) }),
    }),
    post({
      ...own,
      path: '/api/v1/me/passkeys',
      summary: 'Store the new passkey under a name',
      reauthentication: true,
      secret: true,
      body: passkeyEnrolmentSchema,
      answer: passkeyEnrolledSchema,
      run: async (work, { actor, body }) => {
        const newRecoveryCodes = await enrolPasskey(within(context, work), actor, body);
        return { ...(await protection(work, actor)), newRecoveryCodes };
      },
    }),
    post({
      ...own,
      path: '/api/v1/me/passkeys/:id/rename',
      summary: 'Rename a passkey',
      params: byId,
      body: passkeyRenamingSchema,
      answer: protectionSchema,
      run: async (work, { actor, params, body }) => {
        await renamePasskey(within(context, work), actor, params.id, body.name);
        return protection(work, actor);
      },
    }),
    post({
      ...own,
      path: '/api/v1/me/passkeys/:id/remove',
      summary: 'Remove a passkey',
      reauthentication: true,
      params: byId,
      answer: protectionSchema,
      run: async (work, { actor, params }) => {
        await removePasskey(within(context, work), actor, params.id);
        return protection(work, actor);
      },
    }),
    post({
      ...own,
      path: '/api/v1/me/password',
      summary: 'Change the password; other sessions end',
      reauthentication: true,
      secret: true,
      hashesPassword: true,
      body: passwordChangeSchema,
      run: (work, { actor, body }) => changePassword(within(context, work), actor, body),
    }),
    post({
      ...own,
      path: '/api/v1/me/line-link/code',
      summary: 'A code to send to the staff LINE account',
      reauthentication: true,
      secret: true,
      answer: lineLinkCodeSchema,
      run: async (work, { actor }) => {
        const { code, expiresAt } = await makeLineCode(within(context, work), actor);
        return { code, expiresAt: expiresAt.toISOString() };
      },
    }),
    post({
      ...own,
      path: '/api/v1/me/line-link/remove',
      summary: 'Unlink my LINE',
      run: (work, { actor }) => unlinkLine(within(context, work), actor),
    }),
    get({
      ...read,
      path: '/api/v1/me/own-numbers',
      summary: 'My private numbers, by their last digits',
      answer: ownNumbersSchema,
      run: (work, { actor }) => listOwnNumbers(work.tx, actor),
    }),
    post({
      ...own,
      path: '/api/v1/me/own-numbers',
      summary: 'Add a private number of mine, so that I am never given a case of my own family',
      reauthentication: true,
      secret: true,
      body: newOwnNumberSchema,
      answer: ownNumbersSchema,
      run: (work, { actor, body }) => addOwnNumber(within(context, work), actor, body),
    }),
    post({
      ...own,
      path: '/api/v1/me/invitations/accept',
      summary: 'Accept an invitation with my account',
      secret: true,
      body: linkTokenSchema,
      answer: acceptedSchema,
      run: (work, { actor, body }) => acceptInvitationAs(within(context, work), agencies, actor, body.token),
    }),
  ];
}
