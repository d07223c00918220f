import type { IncidentType } from '#contract/incident-type';
import type { Intent } from './conversation.ts';

/** Particles and signs people end with; they change nothing. */
const ENDING = /[\s!?.…~ๆ]*(นะ|ค่ะ|คะ|ครับ|คับ|จ้า|ด้วย|please)*[\s!?.…~ๆ]*$/;

/** Words of the menu and the buttons, typed. They begin the message; what follows them is kept for the officer. */
const COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [/^(แจ้งแบบเงียบ|แจ้งเงียบ|report silently|silent report|silent$|เงียบ$)/, { kind: 'report', silent: true }],
  [/^(ยัง)?ไม่(เห็น)?มี(ใคร|คน|ตำรวจ)มา|^(nobody|no one) (came|has come|is here)/, { kind: 'nobody-came', reportId: null }],
  [/^(แจ้งเหตุร้าย|แจ้งเหตุ|report)$/, { kind: 'report', silent: false }],
  [/^(ติดตามสถานะ|ดูสถานะ|สถานะ|ถึงไหนแล้ว|เมื่อไหร่จะมา|(see )?status)/, { kind: 'status' }],
  [/^(ขอ)?(ยกเลิก|เลิกแจ้ง)|^cancel/, { kind: 'cancel' }],
  [/ไม่ฉุกเฉิน|not urgent|^(1300|1323|1669)$/, { kind: 'help' }],
  [/^(วิธีใช้|ใช้ยังไง|ใช้อย่างไร|how to use|how does this work)/, { kind: 'how-to' }],
  [/^(in )?english$/, { kind: 'language', language: 'en' }],
  [/^(ไทย|ภาษาไทย|thai)$/, { kind: 'language', language: 'th' }],
];

/** Whoever can't talk says it in many ways, and it counts wherever it stands. */
const HUSH = /พูดไม่ได้|คุยไม่ได้|ออกเสียงไม่ได้|(อย่า|ห้าม)โทร|can'?t (talk|speak)|(don'?t|do not) call/;

/** Words of fear and danger. Too many rather than too few: the worst is one question to somebody who is well. */
const PLEA =
  /ช่วย(ด้วย|ที(?!่)|หน่อย|ฉัน|ผม|หนู|เรา|แม่|พ่อ|ลูก|น้อง|เด็ก|ดิฉัน|ชีวิต)|ขอความช่วยเหลือ|แจ้งเหตุ|(แจ้ง|เรียก|ตาม)ตำรวจ|กลัว|อันตราย|ไม่ปลอดภัย|ฉุกเฉิน|(มี|ถือ|เอา)(มีด|ปืน)|ยิงกัน|จะยิง|แทง|จะฆ่า|เลือด(ออก|ไหล|เต็ม)|พังประตู|ทะเลาะ|หนีไม่ได้|^191$|\bsos\b|^help|\bhelp (me|us|her|him)\b|\b(need|please|send) (help|police)\b|\bhelp[ !]*$|emergency|\b(danger|scared|afraid|knife|gun)\b/;
/** A cry and nothing else: there is nothing in it for the officer to read. */
const BARE_PLEA = /^((ช่วย(ด้วย|ที|หน่อย|ฉันด้วย)|help( me)?|sos|191)[\s!ๆ,.]*)+$/;
const THANKS = /ขอบคุณ|ขอบใจ|\bthank/;

/** Words that name an incident type on their own; the first that fits counts, the most general stands last. */
const TYPE_WORDS: readonly (readonly [IncidentType, RegExp])[] = [
  ['sexual-violence-risk', /ข่มขืน|ล่วงละเมิด|ลวนลาม|อนาจาร|\brap(e|ed|ing)\b|sexual|molest/],
  ['riotous-gathering', /มั่วสุม|ยกพวก|ซ่องสุม|วัยรุ่นตีกัน|\bgang\b|\briot/],
  ['violent-frenzy', /คลุ้มคลั่ง|อาละวาด|คลั่ง|frenzy|\bamok\b/],
  ['confinement', /กักขัง|หน่วงเหนี่ยว|(โดน|ถูก|จับ)ขัง|ขัง(ไว้|ใน|หนู|ผม|ฉัน|เรา|ลูก|แม่|เมีย)|captive|locked (me |us )?in\b|kidnap/],
  [
    'threat-or-assault',
    /ทำร้าย|ขู่|(โดน|ถูก|รุม)(ตี|ตบ|ต่อย|เตะ)|ตบตี|ตีกัน|(ตี|ตบ|ต่อย|เตะ)(แม่|หนู|ผม|ฉัน|เมีย|ลูก|น้อง|พี่|เด็ก|เรา|ยาย)|assault|threat|\bbeat(s|ing|en)?\b|\b(hit|hits|hitting) (me|her|him|my)\b|attack/,
  ],
];

/** No answer is longer; the ending of a long text is not looked for. */
const LONGEST_ANSWER = 60;

function withoutEnding(said: string): string {
  return said.length > LONGEST_ANSWER ? said : said.replace(ENDING, '');
}

/** A command and whether the message says nothing else. */
export function findCommand(said: string): { intent: Intent; isWhole: boolean } | undefined {
  const short = withoutEnding(said);
  for (const [pattern, intent] of COMMANDS) {
    const [match] = pattern.exec(short) ?? pattern.exec(said) ?? [];
    if (match !== undefined) return { intent, isWhole: short.length <= match.length };
  }
  return undefined;
}

export function asksForSilence(said: string): boolean {
  return HUSH.test(said);
}

export function isPlea(said: string): boolean {
  return PLEA.test(said) && !THANKS.test(said);
}

export function isBarePlea(said: string): boolean {
  return BARE_PLEA.test(withoutEnding(said)) || BARE_PLEA.test(said);
}

export function findTypeWords(said: string): IncidentType | undefined {
  if (THANKS.test(said)) return undefined;
  return TYPE_WORDS.find(([, pattern]) => pattern.test(said))?.[0];
}

/** Short answers to what we asked last, in other words than those offered. */
export function findShortAnswer(question: string | null, said: string): Intent | undefined {
  const answer = withoutEnding(said);
  if (question === 'cancel') {
    if (/^(กดผิด|พลาด|(by )?mistake)/.test(answer)) return { kind: 'cancel-because', reason: 'by-mistake' };
    if (/^(ปลอดภัย|safe|i'?m safe)/.test(answer)) return { kind: 'cancel-because', reason: 'safe-now' };
    if (/^(ไม่|ไม่ใช่|ไม่ยกเลิก|อย่ายกเลิก|ช่วยต่อ|no|don'?t cancel|keep helping)$/.test(answer)) return { kind: 'keep' };
  }
  if (question === 'same-or-new') {
    if (/^((เรื่อง|เหตุ)?เดิม|same)/.test(answer)) return { kind: 'same' };
    if (/^((เรื่อง|เหตุ)?ใหม่|new)/.test(answer)) return { kind: 'new' };
  }
  if (question === 'phone' && /^(ไม่มี(เบอร์)?|ไม่สะดวก|ไม่ให้|ข้าม|รับ(สาย)?ไม่ได้|โทรไม่ได้|skip|no)$/.test(answer)) {
    return { kind: 'no-calls' };
  }
  return undefined;
}
