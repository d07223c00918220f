import { foldPattern, foldText } from '#contract/fold-text';
import type { IncidentType } from '#contract/incident-type';
import type { Intent, Question } from './conversation.ts';

/** Particles and punctuation at the end; they change nothing. */
const ENDING = /[\s!?.…~ๆ]*(นะ|ค่ะ|คะ|ครับ|คับ|จ้า|ด้วย|please)*[\s!?.…~ๆ]*$/;

/** Typed commands of the menu and buttons. They begin the message; the rest is stored for the officer. */
const COMMANDS: readonly (readonly [RegExp, Intent])[] = [
  [/^(แจ้งแบบเงียบ|แจ้งเงียบ|report silently|silent report|silent$|เงียบ$)/, { kind: 'report', silent: true }],
  [
    /^(ยัง)?ไม่(เห็น)?มี(ใคร|คน|ตำรวจ)(สักคน)?มา|^(nobody|no ?one|no police) (came|comes|has come|is coming|is here|showed up)/,
    { kind: 'nobody-came', reportId: null },
  ],
  [/^(แจ้งเหตุร้าย|แจ้งเหตุ|report)$/, { kind: 'report', silent: false }],
  [/^(ติดตามสถานะ|ดูสถานะ|สถานะ|ถึงไหนแล้ว|เมื่อไหร่จะมา|(see )?status)/, { kind: 'status' }],
  [/^(ขอ)?(ยกเลิก|เลิกแจ้ง)|^cancel/, { kind: 'cancel' }],
  [/^(ขอ|ยื่น)?อุทธรณ์|^(i )?(want to )?appeal\b/, { kind: 'appeal', findingId: null }],
  [/ไม่ฉุกเฉิน|not urgent|^(1300|1323|1669)$/, { kind: 'help' }],
  [/^(วิธีใช้|ใช้ยังไง|ใช้อย่างไร|how to use|how does this work)/, { kind: 'how-to' }],
  [/^((in|speak) )?english$|^(ภาษา)?อังกฤษ$/, { kind: 'language', language: 'en' }],
  [/^(ไทย|ภาษาไทย|(in )?thai)$/, { kind: 'language', language: 'th' }],
  [/^(မြန်မာ(ဘာသာ|စာ|လို)?|(in )?(burmese|myanmar)|(ภาษา)?(พม่า|เมียนมา))$/, { kind: 'language', language: 'my' }],
  [/^((ພາສາ)?ລາວ|(in )?lao|(ภาษา)?ลาว)$/, { kind: 'language', language: 'lo' }],
  [/^((ភាសា)?ខ្មែរ|(in )?khmer|(ภาษา)?(เขมร|กัมพูชา))$/, { kind: 'language', language: 'km' }],
  [/^(中文|汉语|华语|普通话|(in )?chinese|(ภาษา)?จีน)$/, { kind: 'language', language: 'zh' }],
];
const FOLDED_COMMANDS = COMMANDS.map(([pattern, intent]) => [foldPattern(pattern), intent] as const);

/**
 * Ways to say that the reporter must not be heard, anywhere in the text: they can't speak, nobody may call or make a
 * noise, they hide, or the person they are afraid of is near. Too many rather than too few: a report wrongly taken for
 * silent is answered as quickly, only without sound; if one is missed, a ringing phone may give somebody away.
 */
const SILENCE: readonly RegExp[] = [
  /\b(can'?t|cannot|can not|couldn'?t|unable to|(not|isn'?t|n'?t) (able|safe|allowed|possible) to|unsafe to|(don'?t|do not|dare) (dare|not)( to)?|(must|should)(n'?t| not)|(afraid|scared|hard) to) (really |even |just |safely )?(talk|speak|call|ring|phone|answer|pick ?up|say (a word|anything)|make (any |a )?(sound|noise|call)|be (loud|heard)|use my (voice|phone)|take (any |a |your )?calls?)\b(?! (to|with) (me|us|her|him|people) (like|that way|this way))/,
  /\b((don'?t|do not|please not?|pls no|never|without|stop) (ever |you |anyone |anybody )?(call|ring|phone|telephone)(ing)?|(don'?t|do not) (make (any |a )?(sound|noise|call)|speak|talk (loud|out)|be loud|use (the |your )?(siren|horn)|let (him|her|them) (hear|know|see|notice|find))|no (phone )?(calls?|calling|sounds?|noise|sirens?|ringing|voice)|(calls?|sirens?) not)\b/,
  /\bwhisper|\b(be|keep|stay|come|remain|act|very|please) quiet\b|\bquietly\b|\bsilently\b|\bin (silence|secret)\b|\bsecretly\b|\b(text|chat|type|typing|message|messages|write) only\b|\b(only|just) (text|chat|type|write|message)\b|\bsh\b|\bhush\b/,
  /\b(he|she|they|him|her|them|my (husband|boyfriend|wife|father|dad|stepdad|stepfather|ex|partner|uncle))('?ll| will| can| could| might| may| would)? (over)?(hear|hears|hearing|find out|finds out|notice|notices|noticing|wake up|wakes up|check my phone|checks my phone|read this|reads this|see this|sees this)\b/,
  /\b(he|she|they|my (husband|boyfriend|wife|father|dad|stepdad|stepfather|ex|partner|uncle))('?s|'?re| is| are)? (right |still |just |also |standing |sitting |sleeping |always |very )*(here|(near|nearby|close|close by)(?! (the|a|to (the|a)|my (house|home|street|road|village))\b)|next to me|beside me|behind me|with me|by my side|around me|at (the|my) door|outside (the|my) (door|room)|in the (next|other|same) room|in the house|downstairs|upstairs|watching|listening|looking at me)\b/,
  /(?<!\b(he|they|man|men|guy|someone|somebody|suspect|thief|robber|burglar)('?s|'?re| is| are| was| were)? )\bhiding\b|\bi (hid|hide)\b|\bhidden in\b/,
  /(พูด|คุย|ออกเสียง|ส่งเสียง|ใช้เสียง|โทร(ศัพท์|หา|ไป|ออก|แจ้ง)?|รับสาย|รับโทรศัพท์|ตะโกน|ร้อง)(ออก|อะไร|กับใคร|ดัง|ตอนนี้|ตรงนี้|ก็|ยัง)*ไม่(ได้|สะดวก|ไหว)/,
  /ไม่(กล้า|สามารถ|สะดวก|อยาก|ควร|พร้อม)(ที่)?(จะ)?(พูด|คุย|ส่งเสียง|ออกเสียง|ใช้เสียง|โทร|รับสาย|รับโทรศัพท์|ตะโกน|ร้อง)/,
  /(อย่า|ห้าม|ไม่ต้อง|งด|ไม่อยากให้|ไม่เอา|ขออย่า)(เพิ่ง|พึ่ง|ให้|มี|ใคร|ใช้|ทำ|พูด|ส่ง|เปิด|กด|มา)*(โทร|เสียง|ดัง|ไซเรน|หวอ|แตร|ไฟวับวาบ|สัญญาณ)/,
  /กระซิบ|จุ๊ๆ|ชู่ว|(มา|แจ้ง|ขอ|ให้|ช่วย|คุย|ติดต่อ|พูด|ต้อง|แบบ|กรุณา)(กัน)?(แบบ)?(เงียบ|เบา) ?ๆ|ต้องเงียบ|(พิมพ์|แช[ตท]|ข้อความ|ไลน์|เขียน)(ได้|คุย|กัน)*(อย่างเดียว|เท่านั้น)|ได้แค่(พิมพ์|แช[ตท]|ข้อความ|ไลน์|เขียน)/,
  /(?<!(คนร้าย|โจร|ขโมย|ผู้ต้องหา|ผู้ต้องสงสัย|มัน)(ก็|ยัง|กำลัง|ไป|มา|หนีไป|เข้ามา|เข้าไป)?)((แอบ|ซ่อน|หลบ)(ตัว|กัน)?(อยู่|ใน|ใต้|หลัง|ตรงนี้|พิมพ์|ส่ง|แจ้ง|แช[ตท]|ไลน์|โทร|ทัก|เขียน|ใช้|เล่น|คุย|มาคุย|มาแจ้ง|มาพิมพ์))/,
  // Burmese, Lao, Khmer, Chinese: no native speaker has checked them yet, like the texts in `messages/`.
  /(ဖုန်း)(မဆက်|မခေါ်)(ပါ)?(နဲ့|နှင့်)|(စကား)?မပြော(နိုင်|ရဲ)|ເວົ້າ(ບໍ່|ບ່)ໄດ້|ຢ່າໂທ|ຫ້າມໂທ|និយាយមិនបាន|កុំ(ទូរស័ព្ទ|ហៅ|តេ)|(不能|不方便|不敢|没法)(说话|讲话|出声|打电话|接电话)|(不要|别|请勿)(打电话|出声|来电)/,
  /(เขา|เค้า|มัน|แฟน|ผัว|สามี|พ่อ(เลี้ยง)?|คนร้าย|โจร|คนทำ|คนเมา|ผู้ชาย)(ก็|ยัง|กำลัง|นั่ง|ยืน|นอน|หลับ|เดิน|วน)*(อยู่)(ใกล้|ข้าง|ด้วย|กับ|แถว(นี้|บ้าน)|ตรงนี้|ที่นี่|นี่|หน้า(ห้อง|ประตู)|หลังประตู|ห้อง|ข้าง(นอก|ล่าง|บน)|ใน(บ้าน|ห้อง)(?!เลข))/,
  /((เขา|เค้า|มัน|แฟน|ผัว|สามี|พ่อ(เลี้ยง)?|คนร้าย|โจร)(ก็|อาจ|จะ|คง|กำลัง|นั่ง|ยืน|คอย)*|(เดี๋ยว|กลัว|ไม่ให้|อย่าให้)(ว่า)?(ใคร|คน|พวก)*(จะ)?)(ได้ยิน|รู้ตัว|รู้ว่า|จับได้|เห็นจอ|ดูโทรศัพท์|เช็[คก]โทรศัพท์|เฝ้า|จ้อง|มองอยู่|มองเรา|ดูอยู่|ฟังอยู่|แอบฟัง|ตื่น)|(เดี๋ยว|กลัว|ไม่ให้|อย่าให้)(ว่า)?(เขา|เค้า|มัน|แฟน|ผัว|สามี|พ่อ(เลี้ยง)?|ใคร)(จะ)?(รู้|เห็น|ตื่น|ได้ยิน)/,
].map(foldPattern);

/** Words of fear and danger. Too many rather than too few: at worst somebody who is well gets a question. */
const HELP_REQUEST = foldPattern(
  /ช่วย(ด้วย|ที(?!่)|หน่อย|ฉัน|ผม|หนู|เรา|แม่|พ่อ|ลูก|น้อง|เด็ก|ดิฉัน|ชีวิต)|ขอความช่วยเหลือ|แจ้งเหตุ|(แจ้ง|เรียก|ตาม)ตำรวจ|กลัว|อันตราย|ไม่ปลอดภัย|ฉุกเฉิน|(มี|ถือ|เอา)(มีด|ปืน)|ยิงกัน|จะยิง|แทง|จะฆ่า|เลือด(ออก|ไหล|เต็ม)|พังประตู|ทะเลาะ|หนีไม่ได้|^191$|\bsos\b|^help|\bhelp (me|us|her|him)\b|\b(need|please|send) (help|police)\b|\bhelp[ !]*$|emergency|\b(danger|scared|afraid|knife|gun)\b|ကူညီပါ|ကယ်ပါ|အန္တရာယ်|ຊ່ວຍ(ແດ່|ດ້ວຍ|ຂ້ອຍ)|ອັນຕະລາຍ|ຕຳຫຼວດ|ជួយ(ខ្ញុំ|ផង)|គ្រោះថ្នាក់|ប៉ូលិស|ရဲခေါ်|救命|求救|求助|报警|警察|危险|帮(帮)?(我|忙)|\bsave (me|us)\b|\bcall (the )?(police|cops)\b/,
);
/** A call for help and nothing else: there is nothing for the officer to read. */
const BARE_CALL_FOR_HELP =
  /^((ช่วย(ด้วย|ที|หน่อย|ฉันด้วย)|help( me)?|sos|191|ကူညီပါ|ကယ်ပါ|ຊ່ວຍ(ແດ່|ດ້ວຍ)|ជួយ(ខ្ញុំ|ផង|ខ្ញុំផង)|救命(啊)?|求助)[\s!ๆ,.]*)+$/;
const THANKS = /ขอบคุณ|ขอบใจ|\bthank/;

/** Words that name an incident type by themselves; the first match counts, so the most general is last. */
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
const FOLDED_TYPE_WORDS = TYPE_WORDS.map(([type, pattern]) => [type, foldPattern(pattern)] as const);

/** No short answer is longer; longer texts are not searched. */
const LONGEST_ANSWER = 60;

/**
 * A typed text, folded for comparison, and the same without spaces between Thai letters, because in Thai spaces have
 * no meaning.
 */
export type FoldedText = { folded: string; joined: string };

export function foldTypedText(text: string): FoldedText {
  const folded = foldText(text);
  return { folded, joined: folded.replace(/(?<=[ก-๎]) (?=[ก-๎])/g, '') };
}

function matches({ folded, joined }: FoldedText, pattern: RegExp): boolean {
  return pattern.test(folded) || (joined !== folded && pattern.test(joined));
}

function withoutEnding(typed: string): string {
  return typed.length > LONGEST_ANSWER ? typed : typed.replace(ENDING, '');
}

/** A command and whether the message contains nothing else. */
export function findCommand({ folded, joined }: FoldedText): { intent: Intent; isWhole: boolean } | undefined {
  for (const typed of new Set([folded, joined])) {
    const short = withoutEnding(typed);
    for (const [pattern, intent] of FOLDED_COMMANDS) {
      const [match] = pattern.exec(short) ?? pattern.exec(typed) ?? [];
      if (match !== undefined) return { intent, isWhole: short.length <= match.length };
    }
  }
  return undefined;
}

export function asksForSilence(typed: FoldedText): boolean {
  return SILENCE.some((pattern) => matches(typed, pattern));
}

export function isHelpRequest(typed: FoldedText): boolean {
  return matches(typed, HELP_REQUEST) && !matches(typed, THANKS);
}

export function isBareHelpRequest({ joined }: FoldedText): boolean {
  return BARE_CALL_FOR_HELP.test(withoutEnding(joined)) || BARE_CALL_FOR_HELP.test(joined);
}

export function findTypeInText(typed: FoldedText): IncidentType | undefined {
  if (matches(typed, THANKS)) return undefined;
  return FOLDED_TYPE_WORDS.find(([, pattern]) => matches(typed, pattern))?.[0];
}

const BY_MISTAKE: Intent = { kind: 'cancel-because', reason: 'by-mistake' };
const SAFE_NOW: Intent = { kind: 'cancel-because', reason: 'safe-now' };

const ANSWERS: Partial<Record<Question, readonly (readonly [RegExp, Intent])[]>> = {
  cancel: [
    [/^(กดผิด|กดโดน|พลาด|มือลั่น|ไม่ได้ตั้งใจ|(pressed |sent )?(it )?(by )?(mistake|accident)|wrong button)/, BY_MISTAKE],
    [/^((เรา|หนู|ผม|ฉัน)?ปลอดภัย(?!ไหม|มั้ย|ไม|หรือ|รึ)|(i'?m|i am|we'?re|we are|all|now)? ?safe\b(?!\?))/, SAFE_NOW],
    [/^(ไม่|ไม่ใช่|ไม่ยกเลิก|อย่ายกเลิก|ช่วยต่อ|no|(don'?t|do not) cancel|keep( on)?( helping)?)$/, { kind: 'keep' }],
  ],
  'help-danger': [
    [/^(ไม่มี|ไม่|ไม่มีใคร|no|nobody|no ?one)$/, { kind: 'help-danger', isDanger: false }],
    [/^(มี|ใช่|มีค่ะ|มีครับ|yes)$/, { kind: 'help-danger', isDanger: true }],
  ],
  'same-or-new': [
    [/^((เรื่อง|เหตุ)?เดิม|(the )?same)/, { kind: 'same' }],
    [/^((เรื่อง|เหตุ)?ใหม่|(a )?new)/, { kind: 'new' }],
  ],
  type: [
    [
      /^(อื่น ?ๆ?|(อื่น ?ๆ? ?\/ ?)?ไม่แน่ใจ|ไม่รู้|ไม่ทราบ|(other ?\/ ?)?not sure|other|(i )?(don'?t|do not) know)$/,
      { kind: 'type', type: 'unknown' },
    ],
  ],
  phone: [
    [/^(ไม่มี(เบอร์)?|ไม่สะดวก|ไม่ให้|ข้าม|รับ(สาย)?ไม่ได้|โทรไม่ได้|skip|no|i (can'?t|cannot) take calls)$/, { kind: 'no-calls' }],
  ],
};

const YES = foldPattern(/^(ใช่|ถูก(ต้อง)?|ครับ|ค่ะ|yes|yeah?|ye[sp]|correct|right|ok(ay)?)(เลย|แล้ว)?$/);

export function isYes({ joined }: FoldedText): boolean {
  return YES.test(joined) || YES.test(withoutEnding(joined));
}

/** Short answers to our last question that differ from the labels of the buttons. */
export function findShortAnswer(question: Question | null, { joined }: FoldedText): Intent | undefined {
  const answer = withoutEnding(joined);
  const answers = (question && ANSWERS[question]) ?? [];
  return answers.find(([pattern]) => foldPattern(pattern).test(answer))?.[1];
}
