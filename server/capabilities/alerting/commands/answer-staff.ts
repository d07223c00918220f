import { type Actor, nameWinner } from '#capabilities/access';
import { acknowledgeIncident, arriveAtIncident, changeIncidentEta, listAlertFacts } from '#capabilities/incident';
import { etaMinutesSchema } from '#contract/incident-actions';
import { describeWinner } from '#contract/winner';
import type { Choice, IncomingStaffMessage, StaffMessage } from '#events/outgoing-message';
import { AppError } from '#platform/app-error';
import { inSavepoint, type Work } from '#platform/database/transaction';
import { ETA_CHOICES } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import { translate, translateBoth } from '../messages.ts';
import { acknowledgeOrder } from './answer-order.ts';

const BUTTON = /^alert:(ack|eta|arrived):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::(\d{1,3}))?$/;
const ORDER = /^order:ack:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Carries out a button of an alarm in LINE as the linked person, with their current permissions.
 * @returns undefined for data that is not one of our buttons
 */
export async function answerStaff(
  context: AlertingContext,
  findActor: (work: Work, lineUserId: string) => Promise<Actor | undefined>,
  work: Work,
  { lineUserId, data }: IncomingStaffMessage,
): Promise<string | StaffMessage | undefined> {
  const orderId = ORDER.exec(data ?? '')?.[1];
  if (orderId) return answerOrder(context, findActor, work, { lineUserId, alertId: orderId });
  const [, action, incidentId = '', minutesText] = BUTTON.exec(data ?? '') ?? [];
  if (!action) return undefined;
  const actor = await findActor(work, lineUserId);
  if (!actor) return translateBoth('notLinked');
  const minutes = etaMinutesSchema.safeParse(Number(minutesText)).data;
  try {
    // A refused action is rolled back to the savepoint; the tap itself counts as processed and is answered.
    return await inSavepoint(work, (part) => carryOut(context, part, { actor, action, incidentId, minutes }));
  } catch (refusal) {
    if (!(refusal instanceof AppError)) throw refusal;
    return describeRefusal(context, work, { actor, incidentId, refusal });
  }
}

/** Acknowledges an order to the person's unit. */
async function answerOrder(
  context: AlertingContext,
  findActor: (work: Work, lineUserId: string) => Promise<Actor | undefined>,
  work: Work,
  { lineUserId, alertId }: { lineUserId: string; alertId: string },
): Promise<string | StaffMessage> {
  const actor = await findActor(work, lineUserId);
  if (!actor) return translateBoth('notLinked');
  const [changed] = await acknowledgeOrder(context, work, actor, alertId);
  if (!changed?.incidentId) return translateBoth('orderOver');
  const [title = '', ...lines] = translateBoth('orderAcknowledged', {
    code: await codeOf(work, changed.incidentId),
  }).split('\n');
  const url = `${context.consoleUrl}/incidents/${changed.incidentId}`;
  const link: Choice = { kind: 'link', label: translate('th', 'openConsole'), url };
  const buttons = changed.kind === 'order-withdrawn' ? [] : [link];
  return { preview: title, parts: [{ kind: 'card', tone: 'good', title, lines, buttons }] };
}

type Tap = { actor: Actor; action: string; incidentId: string; minutes: number | undefined };

async function carryOut(context: AlertingContext, work: Work, { actor, action, incidentId, minutes }: Tap) {
  if (action === 'arrived') {
    await arriveAtIncident(context, work, actor, incidentId, {});
    return translateBoth('arrivalRecorded', { code: await codeOf(work, incidentId) });
  }
  if (minutes === undefined) return undefined;
  if (action === 'eta') {
    await changeIncidentEta(context, work, actor, incidentId, { etaMinutes: minutes });
    return nextSteps(context, incidentId, translateBoth('etaChanged', { minutes }));
  }
  await acknowledgeIncident(context, work, actor, incidentId, { etaMinutes: minutes });
  const code = await codeOf(work, incidentId);
  const text = `${translateBoth('acknowledged', { code })}\n${translateBoth('reporterNotified', { minutes })}`;
  return nextSteps(context, incidentId, text);
}

/** A card with what the officer can do next without leaving the chat. */
function nextSteps(
  { consoleUrl }: Pick<AlertingContext, 'consoleUrl'>,
  incidentId: string,
  text: string,
): StaffMessage {
  const later = ETA_CHOICES.slice(0, 3).map((minutes): Choice => {
    return { kind: 'answer', label: translate('th', 'etaIn', { minutes }), data: `alert:eta:${incidentId}:${minutes}` };
  });
  const [title = '', ...lines] = text.split('\n');
  const arrived: Choice = { kind: 'answer', label: translate('th', 'arrived'), data: `alert:arrived:${incidentId}` };
  const link: Choice = {
    kind: 'link',
    label: translate('th', 'openConsole'),
    url: `${consoleUrl}/incidents/${incidentId}`,
  };
  return { preview: title, parts: [{ kind: 'card', tone: 'good', title, lines, buttons: [arrived, ...later, link] }] };
}

async function describeRefusal(
  { jurisdiction }: Pick<AlertingContext, 'jurisdiction'>,
  work: Work,
  { actor, incidentId, refusal }: { actor: Actor; incidentId: string; refusal: AppError },
): Promise<string> {
  const named = await nameWinner(jurisdiction.findAgency, work.tx, refusal);
  const { code, params } = named instanceof AppError ? named : refusal;
  if (code === 'incident/already-acknowledged') {
    const values = { code: await codeOf(work, incidentId), name: String(params.name ?? '') };
    return params.name === actor.name ? translateBoth('youHaveIt', values) : translateBoth('tookFirst', values);
  }
  // Not visible is answered like not permitted: their own alarm already revealed that the incident exists.
  if (code === 'incident/not-found' || code === 'access/not-permitted') return translateBoth('notPermitted');
  const [th, en] = [describeWinner(params, 'th'), describeWinner(params, 'en')];
  return th && en ? [translate('th', 'over'), th, translate('en', 'over'), en].join('\n') : translateBoth('over');
}

async function codeOf(work: Work, incidentId: string): Promise<string> {
  return (await listAlertFacts(work.tx, [incidentId]))[0]?.code ?? '';
}
