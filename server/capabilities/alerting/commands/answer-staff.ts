import { type Actor, nameWinner } from '#capabilities/access';
import { acknowledgeIncident, arriveAtIncident, changeIncidentEta, listAlertFacts } from '#capabilities/incident';
import { etaMinutesSchema } from '#contract/incident-actions';
import { describeWinner } from '#contract/winner';
import type { Choice, IncomingStaffMessage, StaffMessage } from '#events/outgoing-message';
import { AppError } from '#platform/app-error';
import { inSavepoint, type Work } from '#platform/database/transaction';
import { ETA_CHOICES } from '../alarm-text.ts';
import type { AlertingParts } from '../context.ts';
import { translate, translateBoth } from '../messages.ts';
import { acknowledgeOrder } from './answer-order.ts';

const BUTTON = /^alert:(ack|eta|arrived):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::(\d{1,3}))?$/;
const ORDER = /^order:ack:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * What a tapped button of an alarm does, as the linked person and with their rights of this moment.
 * @returns undefined for what is no button of ours
 */
export async function answerStaff(
  parts: AlertingParts,
  findActor: (work: Work, lineUserId: string) => Promise<Actor | undefined>,
  work: Work,
  { lineUserId, data }: IncomingStaffMessage,
): Promise<string | StaffMessage | undefined> {
  const orderId = ORDER.exec(data ?? '')?.[1];
  if (orderId) return answerOrder(parts, findActor, work, { lineUserId, alertId: orderId });
  const [, act, incidentId = '', said] = BUTTON.exec(data ?? '') ?? [];
  if (!act) return undefined;
  const actor = await findActor(work, lineUserId);
  if (!actor) return translateBoth('notLinked');
  const minutes = etaMinutesSchema.safeParse(Number(said)).data;
  try {
    // What the rules refuse is undone alone: the tap itself is worked off, and answered.
    return await inSavepoint(work, (part) => carryOut(parts, part, { actor, act, incidentId, minutes }));
  } catch (refusal) {
    if (!(refusal instanceof AppError)) throw refusal;
    return sayRefusal(parts, work, { actor, incidentId, refusal });
  }
}

/** "I have it", of an order to one's unit. */
async function answerOrder(
  parts: AlertingParts,
  findActor: (work: Work, lineUserId: string) => Promise<Actor | undefined>,
  work: Work,
  { lineUserId, alertId }: { lineUserId: string; alertId: string },
): Promise<string | StaffMessage> {
  const actor = await findActor(work, lineUserId);
  if (!actor) return translateBoth('notLinked');
  const [changed] = await acknowledgeOrder(parts, work, actor, alertId);
  if (!changed?.incidentId) return translateBoth('orderOver');
  const [title = '', ...lines] = translateBoth('orderAcknowledged', {
    code: await codeOf(work, changed.incidentId),
  }).split('\n');
  const url = `${parts.consoleUrl}/incidents/${changed.incidentId}`;
  const link: Choice = { kind: 'link', label: translate('th', 'openConsole'), url };
  const buttons = changed.kind === 'order-withdrawn' ? [] : [link];
  return { preview: title, parts: [{ kind: 'card', tone: 'good', title, lines, buttons }] };
}

type Tap = { actor: Actor; act: string; incidentId: string; minutes: number | undefined };

async function carryOut({ incident, ...parts }: AlertingParts, work: Work, { actor, act, incidentId, minutes }: Tap) {
  if (act === 'arrived') {
    await arriveAtIncident(incident, work, actor, incidentId, {});
    return translateBoth('arrivalRecorded', { code: await codeOf(work, incidentId) });
  }
  if (minutes === undefined) return undefined;
  if (act === 'eta') {
    await changeIncidentEta(incident, work, actor, incidentId, minutes);
    return afterwards(parts, incidentId, translateBoth('etaChanged', { minutes }));
  }
  await acknowledgeIncident(incident, work, actor, incidentId, minutes);
  const code = await codeOf(work, incidentId);
  const told = `${translateBoth('acknowledged', { code })}\n${translateBoth('reporterNotified', { minutes })}`;
  return afterwards(parts, incidentId, told);
}

/** What whoever has it can do next without leaving the chat. */
function afterwards({ consoleUrl }: Pick<AlertingParts, 'consoleUrl'>, incidentId: string, text: string): StaffMessage {
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

async function sayRefusal(
  { jurisdiction }: Pick<AlertingParts, 'jurisdiction'>,
  work: Work,
  { actor, incidentId, refusal }: { actor: Actor; incidentId: string; refusal: AppError },
): Promise<string> {
  const told = await nameWinner(jurisdiction.findAgency, work.tx, refusal);
  const { code, params } = told instanceof AppError ? told : refusal;
  if (code === 'incident/already-acknowledged') {
    const named = { code: await codeOf(work, incidentId), name: String(params.name ?? '') };
    return params.name === actor.name ? translateBoth('youHaveIt', named) : translateBoth('tookFirst', named);
  }
  // Not theirs to see is answered like not theirs to act on: that it exists, their own alarm has told them.
  if (code === 'incident/not-found' || code === 'access/not-permitted') return translateBoth('notPermitted');
  const [th, en] = [describeWinner(params, 'th'), describeWinner(params, 'en')];
  return th && en ? [translate('th', 'over'), th, translate('en', 'over'), en].join('\n') : translateBoth('over');
}

async function codeOf(work: Work, incidentId: string): Promise<string> {
  return (await listAlertFacts(work.tx, [incidentId]))[0]?.code ?? '';
}
