import type { PositionError, WebPosition } from '#contract/citizen-report';
import type { IncidentType } from '#contract/incident-type';
import { joinPlaceDetails, PLACE_DETAIL_LONGEST } from '#contract/place-detail';
import type { ReportedPosition } from '#contract/position';
import { asOneLine } from '#contract/text';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { WebContext } from '../context.ts';
import { type Intent, isDraft, isInTouch, type Meaning, type ReporterMessage } from '../conversation.ts';
import { type ConversationSession, changeReport, currentConversation } from '../conversation-session.ts';
import { readPhone } from '../phone.ts';
import { insertOwnMessage } from '../store-web.ts';
import { atPlacement, type OfferedPlacement, understandPlace, understandWritten } from '../understand.ts';
import { readPosition } from '../web-report.ts';
import { takeStep } from './receive-from-reporter.ts';

/** What the page may say at once about what happens, where, and how to call. */
export type WebStatement = {
  type?: IncidentType | null | undefined;
  position?: WebPosition | null | undefined;
  positionError?: PositionError | null | undefined;
  place?: string | null | undefined;
  placement?: { code: string; isHere: boolean } | null | undefined;
  phone?: string | null | undefined;
  canTakeCalls?: boolean | null | undefined;
};

/** One step of the conversation, from where it stands: an earlier step of this transaction may have alerted a station. */
export async function step(
  context: WebContext,
  work: Work,
  session: ConversationSession,
  meaning: Meaning,
  at: Date,
): Promise<void> {
  session.conversation = currentConversation(session);
  await takeStep(context, work, session, meaning, { at, flood: 'none' });
}

/** Applies a statement in one step, the place last: the alert has everything that was said with it. */
export async function statePlace(
  context: WebContext,
  work: Work,
  session: ConversationSession,
  said: WebStatement,
  at: Date,
): Promise<void> {
  const placement = said.placement ? context.geography.findPlacement(said.placement.code) : undefined;
  const isThere = said.placement?.isHere === true;
  const phone = said.phone ? readPhone(said.phone)?.phone : undefined;
  const place = placeIntents(context, { ...said, placement: isThere ? placement : undefined }, at);
  const intents: Intent[] = [
    ...(said.type ? [{ kind: 'type' as const, type: said.type }] : []),
    ...(phone ? [{ kind: 'phone' as const, phone }] : []),
    ...place,
  ];
  // A placement is an offer. Where nothing else is known of the place, the control rooms read where the code hangs.
  const offered = place.length === 0 && placement && !isThere ? `QR: ${placement.name}` : null;
  const placeText = joinPlaceDetails(asOneLine(said.place ?? '').slice(0, PLACE_DETAIL_LONGEST), offered);
  const message = said.phone && !phone ? noteOf(`☎ ${said.phone}`) : null;
  if (intents.length > 0 || placeText || message)
    await step(context, work, session, { intents, message, placeText }, at);
  if (said.positionError) await missPosition(context, work, session, said.positionError);
  const { report } = currentConversation(session);
  if (said.canTakeCalls === false && isInTouch(report)) {
    await step(context, work, session, { intents: [{ kind: 'no-calls' }], message: null }, at);
  }
}

function placeIntents(
  { geography, clock }: WebContext,
  said: Pick<WebStatement, 'position' | 'place'> & { placement: OfferedPlacement | undefined },
  at: Date,
): Intent[] {
  const put = (position: ReportedPosition): Intent[] => [
    { kind: 'place', position, inThailand: geography.isInThailand(position) },
  ];
  if (said.position) return put(readPosition(said.position, at, clock.now()));
  if (said.placement) return put(atPlacement(said.placement, at));
  return said.place ? understandPlace(said.place, geography, at) : [];
}

/** The officers read why there is no better position, so that nobody waits for one. */
async function missPosition(
  { events }: WebContext,
  work: Work,
  session: ConversationSession,
  reason: PositionError,
): Promise<void> {
  const { report } = currentConversation(session);
  if (isDraft(report)) {
    changeReport(session, report.id, { statements: { ...report.statements, positionError: reason } });
  } else if (isInTouch(report)) {
    await events.publish(work, 'report-position-failed', { reportId: report.id, reason });
  }
}

function noteOf(text: string): ReporterMessage {
  return { kind: 'text', text, externalId: `web:${newId()}` };
}

/** Passes on what they wrote; the same message again changes nothing. */
export async function sayWritten(
  context: WebContext,
  work: Work,
  session: ConversationSession,
  { id, text }: { id: string; text: string },
  at: Date,
): Promise<void> {
  const conversation = currentConversation(session);
  const { report } = conversation;
  if (!report) return;
  const meaning = understandWritten(conversation, { text, messageId: `web:${id}` }, context.geography, at);
  const written = { id, reportId: report.id, at, kind: 'text', text: meaning.message?.text ?? text } as const;
  if (await insertOwnMessage(work.tx, written)) await step(context, work, session, meaning, at);
}
