import { INCIDENT_TYPES, type IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { MENU_ANSWER, type ReporterInput } from '#events/inbound';
import type { Conversation, Intent, TypedPlace } from './conversation.ts';
import { findPhone, looksLikePhone, withWesternDigits } from './phone.ts';

/** What understanding needs to know of the country. */
export type Geography = {
  isInThailand(place: { lat: number; lng: number }): boolean;
  /** Places whose names stand in the text, best first; a typed place is the last resort where no pin can be sent. */
  findTypedPlaces(text: string): TypedPlace[];
};

/** Menu areas and buttons carry these words; a tap says exactly what it means. */
const ANSWERS: Record<string, Intent> = {
  [MENU_ANSWER.report]: { kind: 'report', silent: false },
  [MENU_ANSWER.reportSilently]: { kind: 'report', silent: true },
  [MENU_ANSWER.status]: { kind: 'status' },
  [MENU_ANSWER.help]: { kind: 'help' },
  [MENU_ANSWER.howTo]: { kind: 'how-to' },
  [MENU_ANSWER.cancel]: { kind: 'cancel' },
  same: { kind: 'same' },
  new: { kind: 'new' },
  'cancel:by-mistake': { kind: 'cancel-because', reason: 'by-mistake' },
  'cancel:safe-now': { kind: 'cancel-because', reason: 'safe-now' },
  'cancel:keep': { kind: 'keep' },
  'phone:no-calls': { kind: 'no-calls' },
  'nobody-came': { kind: 'nobody-came' },
};

/** Words people type instead of tapping; the longest match of the first fitting line counts. */
const KEYWORDS: readonly (readonly [RegExp, Intent])[] = [
  [/^(แจ้งแบบเงียบ|แจ้งเงียบ|เงียบ|พูดไม่ได้|silent|report silently)/, { kind: 'report', silent: true }],
  [/^(ไม่มีใครมา|ยังไม่มีใครมา|ไม่มีคนมา|nobody came)/, { kind: 'nobody-came' }],
  [/^(ช่วยด้วย|ช่วยที|ช่วยหน่อย|ช่วยฉันด้วย|แจ้งเหตุร้าย|แจ้งเหตุ|help me|help!*$|sos|report$)/, { kind: 'report', silent: false }],
  [/^(ติดตามสถานะ|ดูสถานะ|สถานะ|ถึงไหนแล้ว|status)/, { kind: 'status' }],
  [/^(ยกเลิก|เลิกแจ้ง|cancel)/, { kind: 'cancel' }],
  [/^(ขอความช่วยเหลือ|ไม่ฉุกเฉิน|not urgent)/, { kind: 'help' }],
  [/^(วิธีใช้|ใช้ยังไง|how to)/, { kind: 'how-to' }],
  [/^english$/, { kind: 'language', language: 'en' }],
  [/^(ไทย|ภาษาไทย|thai)$/, { kind: 'language', language: 'th' }],
];

/** Words that name an incident type on their own. */
const TYPE_WORDS: Record<IncidentType, RegExp> = {
  'threat-or-assault': /(ทำร้าย|ขู่ฆ่า|ข่มขู่|โดนตี|ถูกตี|ตบตี|assault|threat|beating)/,
  confinement: /(กักขัง|หน่วงเหนี่ยว|โดนขัง|ถูกขัง|ขังไว้|captive|locked in)/,
  'sexual-violence-risk': /(ข่มขืน|ล่วงละเมิด|ลวนลาม|อนาจาร|rape|sexual)/,
  'violent-frenzy': /(คลุ้มคลั่ง|อาละวาด|คลั่ง|frenzy)/,
  'riotous-gathering': /(มั่วสุม|ยกพวก|ตีกัน|ซ่องสุม|gang|riot)/,
};

/** What a reporter's input means in the light of the conversation. */
export function understand(conversation: Conversation, input: ReporterInput, at: Date, geography: Geography): Intent {
  switch (input.kind) {
    case 'answer':
      return understandAnswer(input.data, geography, at);
    case 'location': {
      const { lat, lng, label } = input;
      return { kind: 'place', position: pin(lat, lng, label, at), inThailand: geography.isInThailand(input) };
    }
    case 'text':
      return understandText(conversation, input.text, input.messageId, geography, at);
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
    case 'sticker':
      return { kind: 'message', message: { kind: input.kind, text: null, externalId: input.messageId } };
    case 'followed':
      return { kind: 'hello' };
    default:
      return { kind: 'unclear' };
  }
}

function pin(lat: number, lng: number, label: string | null, at: Date): ReportedPosition {
  // LINE's picker lets a person drop the pin anywhere and tells no accuracy (line-platform 1.3).
  return { lat, lng, label, source: 'line-pin', at: at.toISOString(), accuracyMetres: null };
}

function understandAnswer(data: string, geography: Geography, at: Date): Intent {
  const known = ANSWERS[data];
  if (known) return known;
  const [kind, value = ''] = [data.slice(0, data.indexOf(':')), data.slice(data.indexOf(':') + 1)];
  if (kind === 'type' && isIncidentType(value)) return { kind: 'type', type: value };
  if (kind === 'phone') return understandPhone(value);
  if (kind === 'rate' && /^[1-5]$/.test(value)) return { kind: 'rating', stars: Number(value) };
  if (kind === 'place') {
    const place = geography.findTypedPlaces(value)[0];
    if (place) return { kind: 'place', position: { ...place.position, at: at.toISOString() }, inThailand: true };
  }
  return { kind: 'unclear' };
}

function understandText(
  conversation: Conversation,
  text: string,
  messageId: string,
  geography: Geography,
  at: Date,
): Intent {
  const said = withWesternDigits(text).trim().toLowerCase();
  const offered = findOffered(conversation, said);
  if (offered) return understandAnswer(offered.data, geography, at);
  const keyword = KEYWORDS.find(([pattern]) => pattern.test(said));
  if (keyword) return keyword[1];
  const { question, report } = conversation;
  if (report?.told == null) {
    const type = findType(said);
    // With a type already chosen, words of another kind are part of the story, not a change of mind.
    if (type && !report?.type) return { kind: 'type', type };
  }
  if (looksLikePhone(said) && report?.told && !report.silent) {
    const phone = understandPhone(said);
    if (phone.kind === 'phone' || question === 'phone') return phone;
  }
  if (report && report.told === null) {
    const typed = findCoordinates(said, at, geography);
    if (typed) return typed;
    const places = report.type ? geography.findTypedPlaces(text) : [];
    if (places.length > 0) return { kind: 'places', places, text, messageId };
  }
  return { kind: 'message', message: { kind: 'text', text, externalId: messageId } };
}

/** The number or the words of something that was offered to tap. LINE for PC shows no buttons at all. */
function findOffered({ offered }: Conversation, said: string) {
  if (/^\d{1,2}$/.test(said)) return offered[Number(said) - 1];
  return offered.find(({ label }) => label.toLowerCase() === said);
}

function understandPhone(text: string): Intent {
  const phone = findPhone(text);
  return phone ? { kind: 'phone', phone } : { kind: 'wrong-phone' };
}

function findType(said: string): IncidentType | undefined {
  if (/^[1-5]$/.test(said)) return INCIDENT_TYPES[Number(said) - 1];
  return INCIDENT_TYPES.find((type) => TYPE_WORDS[type].test(said));
}

function isIncidentType(value: string): value is IncidentType {
  return (INCIDENT_TYPES as readonly string[]).includes(value);
}

/** `16.82, 100.26`, alone or inside a copied map link. */
function findCoordinates(said: string, at: Date, geography: Geography): Intent | undefined {
  const found = /(-?\d{1,2}\.\d{3,})\s*,\s*(-?\d{2,3}\.\d{3,})/.exec(said);
  if (!found) return undefined;
  const place = { lat: Number(found[1]), lng: Number(found[2]) };
  if (Math.abs(place.lat) > 90 || Math.abs(place.lng) > 180) return undefined;
  const position = { ...place, source: 'typed', at: at.toISOString(), accuracyMetres: null, label: null } as const;
  return { kind: 'place', position, inThailand: geography.isInThailand(place) };
}
