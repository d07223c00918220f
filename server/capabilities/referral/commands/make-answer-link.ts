import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { MadeAnswerLink, NewAnswerLink } from '#contract/referral-link';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { SetPages } from '#platform/print/page-setter';
import { letterPages } from '../answer-letter.ts';
import { groupToken, hashLinkCode, hashLinkToken, linkEndOf, makeLinkSecrets } from '../answer-link.ts';
import type { ReferralContext } from '../context.ts';
import { endAnswerLinks, insertAnswerLink } from '../store/answer-link-rows.ts';
import { loadSent } from './load-referral.ts';

export type LinkContext = ReferralContext & { setPages: SetPages; publicUrl: string };

/**
 * Makes a link by which a receiver without an account answers, and ends the one before. Token and code are in the answer
 * and nowhere else. @throws AppError `referral/not-found`, `access/not-permitted`, `referral/link-not-possible`
 */
export async function makeAnswerLink(
  context: LinkContext,
  work: Work,
  actor: Actor,
  id: string,
  { to, letter, language }: NewAnswerLink,
): Promise<MadeAnswerLink> {
  const { one } = await loadSent(context, work, actor, id);
  const now = context.clock.now();
  const { token, code } = makeLinkSecrets();
  const expiresAt = linkEndOf(one);
  const linkId = newId();
  await endAnswerLinks(work.tx, id, 'replaced', now);
  await insertAnswerLink(work.tx, {
    ...{ id: linkId, referralId: id, givenTo: to, madeByPersonId: actor.userId, madeAt: now, expiresAt },
    ...{ wrongCodes: 0, openedAt: null, views: 0, endedAt: null, endReason: null },
    ...{ tokenHash: hashLinkToken(token), codeHash: hashLinkCode(token, code) },
  });
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'referral/link-made', subjectKind: 'referral', subjectId: id, at: now },
    details: { linkId, letter },
  });
  const address = `${context.publicUrl.replace(/\/$/, '')}/answer/`;
  const grouped = groupToken(token);
  const pages = letter
    ? letterPages(one, {
        ...{ to, address, token: grouped, expiresAt, language, now },
        from: context.jurisdiction.getAgency(one.fromAgencyId),
      })
    : undefined;
  const pdf = pages && (await context.setPages(pages, actor.userId));
  return {
    ...{ id: linkId, url: `${address}#${token}`, token: grouped, code, expiresAt: expiresAt.toISOString() },
    letter: pdf ? Buffer.from(pdf).toString('base64') : null,
  };
}

/** Nobody can use the link any more. @throws AppError `referral/not-found`, `access/not-permitted` */
export async function revokeAnswerLinks(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<{ ended: number }> {
  await loadSent(context, work, actor, id);
  const now = context.clock.now();
  const ended = await endAnswerLinks(work.tx, id, 'revoked', now);
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'referral/link-revoked', subjectKind: 'referral', subjectId: id, at: now },
    details: { ended },
  });
  return { ended };
}
