import type { ReporterInput } from '#events/inbound';

/** An event as LINE sent it: any field may be missing, and LINE adds new ones without announcement. */
export type LineEvent = {
  webhookEventId?: unknown;
  timestamp?: unknown;
  type?: unknown;
  mode?: unknown;
  source?: { type?: unknown; userId?: unknown; groupId?: unknown; roomId?: unknown } | null;
  replyToken?: unknown;
  deliveryContext?: { isRedelivery?: unknown } | null;
  message?: Record<string, unknown>;
  postback?: { data?: unknown };
  unsend?: { messageId?: unknown };
};

/**
 * What the person did, as intake's input. Undefined for events that need no answer: unknown types, beacons, a video
 * played to its end.
 */
export function toInput(event: LineEvent): ReporterInput | undefined {
  switch (event.type) {
    case 'message':
      return messageInput(event.message ?? {});
    case 'postback':
      return typeof event.postback?.data === 'string' ? { kind: 'answer', data: event.postback.data } : undefined;
    case 'follow':
      return { kind: 'followed' };
    case 'unfollow':
      return { kind: 'blocked' };
    case 'unsend':
      return unsentMessageId(event) === undefined
        ? undefined
        : { kind: 'unsend', messageId: String(event.unsend?.messageId) };
    default:
      return undefined;
  }
}

/** The id of the message in an event. */
export function findMessageId(event: LineEvent): string | undefined {
  const id = event.type === 'message' ? event.message?.id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * What a staff member wrote or tapped in their own chat: `text` is null if it is no text, `data` if it is no button.
 * Undefined in groups and for all other events.
 */
export function findStaffMessage(event: LineEvent): { text: string | null; data: string | null } | undefined {
  const { type, source, message, postback } = event;
  if (source?.type !== 'user') return undefined;
  if (type === 'postback') return typeof postback?.data === 'string' ? { text: null, data: postback.data } : undefined;
  if (type !== 'message' && type !== 'follow') return undefined;
  return { text: typeof message?.text === 'string' ? message.text : null, data: null };
}

/** What happened in a group of staff: we joined, we were removed, or somebody wrote; undefined for other events. */
export function findGroupNews({ type, source, message }: LineEvent): GroupNews | undefined {
  if (source?.type !== 'group' && source?.type !== 'room') return undefined;
  if (type === 'join') return { kind: 'joined' };
  if (type === 'leave') return { kind: 'left' };
  if (type !== 'message' || typeof message?.text !== 'string') return undefined;
  return { kind: 'text', text: message.text, isToUs: mentionsUs(message.mention) };
}
export type GroupNews = { kind: 'joined' } | { kind: 'left' } | { kind: 'text'; text: string; isToUs: boolean };

/** LINE marks a mention of the account itself; a mention of everybody does not count. */
function mentionsUs(mention: unknown): boolean {
  const { mentionees } = (mention ?? {}) as { mentionees?: unknown };
  return Array.isArray(mentionees) && mentionees.some((one) => (one as { isSelf?: unknown } | null)?.isSelf === true);
}

/** The id of the message that an unsend event is about. */
export function unsentMessageId(event: LineEvent): string | undefined {
  const id = event.type === 'unsend' ? event.unsend?.messageId : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function messageInput(message: Record<string, unknown>): ReporterInput {
  const messageId = typeof message.id === 'string' ? message.id : '';
  switch (message.type) {
    case 'text':
      return typeof message.text === 'string' ? { kind: 'text', text: message.text, messageId } : { kind: 'other' };
    case 'location':
      return locationInput(message, messageId);
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
      // The original of liff.sendMessages is on the sender's server and can't be fetched by id.
      return { kind: message.type, messageId, fetchable: provider(message) !== 'external' };
    case 'sticker':
      return { kind: 'sticker', messageId };
    default:
      return { kind: 'other' };
  }
}

function locationInput(message: Record<string, unknown>, messageId: string): ReporterInput {
  const { latitude: lat, longitude: lng } = message;
  if (typeof lat !== 'number' || typeof lng !== 'number' || Math.abs(lat) > 90 || Math.abs(lng) > 180)
    return { kind: 'other' };
  const label = [message.title, message.address].filter((part) => typeof part === 'string' && part !== '').join(' · ');
  return { kind: 'location', lat, lng, label: label || null, messageId };
}

function provider(message: Record<string, unknown>): unknown {
  const { contentProvider } = message;
  return typeof contentProvider === 'object' && contentProvider !== null && 'type' in contentProvider
    ? contentProvider.type
    : undefined;
}
