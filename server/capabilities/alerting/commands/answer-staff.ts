import { type Actor, sayWhoWon } from '#capabilities/access';
import { acknowledgeIncident, arriveAtIncident, changeIncidentEta, listAlertFacts } from '#capabilities/incident';
import { etaMinutesSchema } from '#contract/incident-acts';
import { describeWinner } from '#contract/winner';
import type { Choice, FromStaff, StaffSpeech } from '#events/speech';
import { AppError } from '#platform/app-error';
import { inSavepoint, type Work } from '#platform/database/transaction';
import { PROMISES } from '../alarm-words.ts';
import type { AlertingParts } from '../context.ts';
import { say, sayBoth } from '../messages.ts';
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
  { lineUserId, data }: FromStaff,
): Promise<string | StaffSpeech | undefined> {
  const orderId = ORDER.exec(data ?? '')?.[1];
  if (orderId) return answerOrder(parts, findActor, work, { lineUserId, alertId: orderId });
  const [, act, incidentId = '', said] = BUTTON.exec(data ?? '') ?? [];
  if (!act) return undefined;
  const actor = await findActor(work, lineUserId);
  if (!actor) return sayBoth('notLinked');
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
): Promise<string | StaffSpeech> {
  const actor = await findActor(work, lineUserId);
  if (!actor) return sayBoth('notLinked');
  const [changed] = await acknowledgeOrder(parts, work, actor, alertId);
  if (!changed?.incidentId) return sayBoth('orderOver');
  const [title = '', ...lines] = sayBoth('orderAcknowledged', { code: await codeOf(work, changed.incidentId) }).split(
    '\n',
  );
  const url = `${parts.consoleUrl}/incidents/${changed.incidentId}`;
  const link: Choice = { kind: 'link', label: say('th', 'openConsole'), url };
  const buttons = changed.kind === 'order-withdrawn' ? [] : [link];
  return { preview: title, parts: [{ kind: 'card', tone: 'good', title, lines, buttons }] };
}

type Tap = { actor: Actor; act: string; incidentId: string; minutes: number | undefined };

async function carryOut({ incident, ...parts }: AlertingParts, work: Work, { actor, act, incidentId, minutes }: Tap) {
  if (act === 'arrived') {
    await arriveAtIncident(incident, work, actor, incidentId, {});
    return sayBoth('arrivalTold', { code: await codeOf(work, incidentId) });
  }
  if (minutes === undefined) return undefined;
  if (act === 'eta') {
    await changeIncidentEta(incident, work, actor, incidentId, minutes);
    return afterwards(parts, incidentId, sayBoth('etaChanged', { minutes }));
  }
  await acknowledgeIncident(incident, work, actor, incidentId, minutes);
  const code = await codeOf(work, incidentId);
  const told = `${sayBoth('acknowledged', { code })}\n${sayBoth('reporterTold', { minutes })}`;
  return afterwards(parts, incidentId, told);
}

/** What whoever has it can do next without leaving the chat. */
function afterwards({ consoleUrl }: Pick<AlertingParts, 'consoleUrl'>, incidentId: string, text: string): StaffSpeech {
  const later = PROMISES.slice(0, 3).map((minutes): Choice => {
    return { kind: 'answer', label: say('th', 'etaIn', { minutes }), data: `alert:eta:${incidentId}:${minutes}` };
  });
  const [title = '', ...lines] = text.split('\n');
  const arrived: Choice = { kind: 'answer', label: say('th', 'arrived'), data: `alert:arrived:${incidentId}` };
  const link: Choice = { kind: 'link', label: say('th', 'openConsole'), url: `${consoleUrl}/incidents/${incidentId}` };
  return { preview: title, parts: [{ kind: 'card', tone: 'good', title, lines, buttons: [arrived, ...later, link] }] };
}

async function sayRefusal(
  { jurisdiction }: Pick<AlertingParts, 'jurisdiction'>,
  work: Work,
  { actor, incidentId, refusal }: { actor: Actor; incidentId: string; refusal: AppError },
): Promise<string> {
  const told = await sayWhoWon(jurisdiction.findAgency, work.tx, refusal);
  const { code, params } = told instanceof AppError ? told : refusal;
  if (code === 'incident/already-acknowledged') {
    const named = { code: await codeOf(work, incidentId), name: String(params.name ?? '') };
    return params.name === actor.name ? sayBoth('youHaveIt', named) : sayBoth('tookFirst', named);
  }
  // Not theirs to see is answered like not theirs to act on: that it exists, their own alarm has told them.
  if (code === 'incident/not-found' || code === 'access/not-permitted') return sayBoth('notPermitted');
  const [th, en] = [describeWinner(params, 'th'), describeWinner(params, 'en')];
  return th && en ? [say('th', 'over'), th, say('en', 'over'), en].join('\n') : sayBoth('over');
}

async function codeOf(work: Work, incidentId: string): Promise<string> {
  return (await listAlertFacts(work.tx, [incidentId]))[0]?.code ?? '';
}
