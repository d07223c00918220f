import { type AuditActor, recordAction, recordView } from '#capabilities/audit';
import type { LinkAnswer, LinkView } from '#contract/referral-link';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { type AnswerLink, afterWrongCode, hashLinkCode, hashLinkToken, isLinkOpen, workEndOf } from '../answer-link.ts';
import type { ReferralContext } from '../context.ts';
import { accept, complete, decline, fail, type Referral, stepOf } from '../referral.ts';
import { findLinkedReferral, lockAnswerLink, updateAnswerLink } from '../store/answer-link-rows.ts';
import { findPacket } from '../store/packet-rows.ts';
import { findReferralForChange } from '../store/referral-rows.ts';
import { summarize } from '../summary.ts';
import { type ReferralStep, recordReferralChange } from './record-referral.ts';

export type AnswerKey = { token: string; code: string };
/** A wrong code is counted although it is refused: what must be answered after the commit. */
export type Opened<Result> = { result: Result } | { refused: AppError };

/** Whoever holds the link: known by it alone. */
const byLink = (link: AnswerLink, from: string): AuditActor => ({
  ...{ actorKind: 'system', actorId: `answer-link:${link.id}`, from, sessionId: null },
});

/**
 * Shows a referral to whoever holds its link and was told its code. Each view is recorded before it is answered.
 * @throws AppError `referral/link-not-valid`
 */
export function openByLink(
  context: ReferralContext,
  work: Work,
  key: AnswerKey,
  from: string,
): Promise<Opened<LinkView>> {
  return withLink(context, work, key, from, async (link, one) => {
    const now = context.clock.now();
    await updateAnswerLink(work.tx, { ...link, wrongCodes: 0, views: link.views + 1, openedAt: link.openedAt ?? now });
    return show(context, work.tx, link, one, from);
  });
}

/**
 * Answers for the receiver, as its people would: accepts, declines, says what became of it.
 * @throws AppError `referral/link-not-valid`, `referral/change-not-allowed`, `referral/answered-too-late`
 */
export function answerByLink(
  context: ReferralContext,
  work: Work,
  key: AnswerKey,
  answer: LinkAnswer,
  from: string,
): Promise<Opened<LinkView>> {
  return withLink(context, work, key, from, async (link, one) => {
    const now = context.clock.now();
    const { changed, step } = decide(one, answer, link.id, now);
    await recordReferralChange(context, work, { was: one, now: changed }, step);
    // Whoever accepted has to come back to it.
    const expiresAt = answer.action === 'accept' ? workEndOf(changed) : link.expiresAt;
    const used = { ...link, wrongCodes: 0, views: link.views + 1, openedAt: link.openedAt ?? now, expiresAt };
    await updateAnswerLink(work.tx, used);
    recordAction(work, {
      ...byLink(link, from),
      ...{ action: 'referral/link-answered', subjectKind: 'referral', subjectId: one.id, at: now },
      details: { linkId: link.id, answer: answer.action },
    });
    return show(context, work.tx, used, changed, from);
  });
}

function decide(
  one: Referral,
  answer: LinkAnswer,
  linkId: string,
  now: Date,
): { changed: Referral; step: ReferralStep } {
  const by = 'link' as const;
  const who = { answeredBy: answer.answeredBy };
  if (answer.action === 'accept')
    return { changed: accept(one, now), step: { kind: stepOf('accept'), by, details: who } };
  const note = answer.note;
  if (answer.action === 'decline') {
    const kind = stepOf(one.statutory ? 'propose-decline' : 'decline');
    const codes = { reason: answer.reason };
    return {
      // It stands for whoever holds the link: their supervisor is somebody else.
      changed: decline(one, answer.reason, linkId, now),
      step: { kind, by, details: { ...who, ...codes, ...(note && { note }) }, codes },
    };
  }
  if (answer.action === 'complete') {
    const codes = { outcome: answer.outcome, on: answer.on };
    return {
      changed: complete(one, codes, now),
      step: { kind: stepOf('complete'), by, details: { ...who, ...codes, ...(note && { note }) }, codes },
    };
  }
  const codes = { reason: answer.reason };
  return {
    changed: fail(one, answer.reason, now),
    step: { kind: stepOf('not-complete'), by, details: { ...who, ...codes, ...(note && { note }) }, codes },
  };
}

/** Finds and locks the referral and its link, and counts a wrong code. */
async function withLink<Result>(
  context: ReferralContext,
  work: Work,
  { token, code }: AnswerKey,
  from: string,
  run: (link: AnswerLink, one: Referral) => Promise<Result>,
): Promise<Opened<Result>> {
  const now = context.clock.now();
  const referralId = await findLinkedReferral(work.tx, hashLinkToken(token));
  // The referral before its link, as where a link is made: two that wait for each other would be undone.
  const one = referralId === undefined ? undefined : await findReferralForChange(work.tx, referralId);
  const found = await lockAnswerLink(work.tx, hashLinkToken(token));
  if (!found || !isLinkOpen(found, now)) return { refused: new AppError('referral/link-not-valid') };
  const { codeHash, ...link } = found;
  if (codeHash !== hashLinkCode(token, code)) {
    const counted = afterWrongCode(link, now);
    await updateAnswerLink(work.tx, counted.link);
    recordAction(work, {
      ...byLink(link, from),
      ...{ action: 'referral/link-wrong-code', subjectKind: 'referral', subjectId: link.referralId, at: now },
      details: { linkId: link.id, left: counted.left },
    });
    const refused =
      counted.left > 0
        ? new AppError('referral/link-wrong-code', { params: { left: counted.left } })
        : new AppError('referral/link-not-valid');
    return { refused };
  }
  if (!one || one.status === 'draft') return { refused: new AppError('referral/link-not-valid') };
  return { result: await run(link, one) };
}

const WITH_PERSON = ['accepted', 'in-progress', 'on-hold', 'completed'];

async function show(
  context: ReferralContext,
  connection: Connection,
  link: AnswerLink,
  one: Referral,
  from: string,
): Promise<LinkView> {
  const { jurisdiction, clock } = context;
  const { caseId: _c, caseCode: _d, ...referral } = summarize(jurisdiction, one, false);
  const packet = WITH_PERSON.includes(one.status) ? await findPacket(connection, one.id) : undefined;
  const sender = jurisdiction.findAgency(one.fromAgencyId);
  await recordView(connection, {
    ...byLink(link, from),
    ...{ action: 'referral/view-by-link', subjectKind: 'referral', subjectId: one.id, at: clock.now() },
    details: { linkId: link.id, withPerson: packet !== undefined },
  });
  return {
    referral,
    status: one.status,
    packet: packet
      ? {
          ...{ person: packet.person, safeContact: packet.safeContact, silent: one.silent, why: packet.why },
          ...{ basis: packet.basis, extra: packet.extra, builtAt: packet.builtAt.toISOString() },
        }
      : null,
    actions: actionsOf(one),
    senderPhone: sender?.phone ?? null,
    expiresAt: link.expiresAt.toISOString(),
    isDemonstration: sender?.isDemonstration ?? false,
  };
}

function actionsOf(one: Referral): LinkView['actions'] {
  if (one.status === 'offered') return ['accept', 'decline'];
  return ['accepted', 'in-progress', 'on-hold'].includes(one.status) ? ['complete', 'not-complete'] : [];
}
