import { foldPattern, foldText } from '#contract/fold-text';

/** What a message in a staff member's chat asks for. */
export type StaffIntent = 'check-in' | 'check-out' | 'heartbeat';

/** The commands themselves; polite additions around them are removed first. */
const COMMANDS: Record<StaffIntent, RegExp> = {
  'check-in': /^(มา)?(เข้า|ขึ้น|เริ่ม|รับ)เวร(ปฏิบัติหน้าที่)?$|^(i'?m |i am )?(on duty|check(ing|ed)?[ -]?in)$/,
  'check-out': /^(ออก|ลง|เลิก|ส่ง|หมด)เวร$|^(i'?m |i am )?(off[ -]duty|check(ing|ed)?[ -]?out)$/,
  heartbeat: /^พร้อม(รับเหตุ|ปฏิบัติ(หน้าที่|งาน)?|ทำงาน)?$|^(i'?m |i am |we'?re )?ready$/,
};
const FOLDED: Record<StaffIntent, RegExp> = {
  'check-in': foldPattern(COMMANDS['check-in']),
  'check-out': foldPattern(COMMANDS['check-out']),
  heartbeat: foldPattern(COMMANDS.heartbeat),
};
const BEFORE = foldPattern(/^(สวัสดี|ขออนุญาต|ขอ|รายงานตัว|รายงาน|กระผม|ผม|ดิฉัน|หนู|เรา|ครับ|ค่ะ|hello|hi|sir)/);
const AFTER = /(ครับ|คับ|ค้าบ|คร้าบ|ครัช|ฮะ|ค่ะ|คะ|ค่า|คร่า|จ้า|จ้ะ|นะ|น้า|ผม|แล้ว|ตอนนี้|วันนี้|หัวหน้า|ท่าน|นาย|พี่|ๆ|please|now|sir)$/;
const SIGNS = /^[\s!?.,:;()~"'-]+|[\s!?.,:;()~"'-]+$|\p{Extended_Pictographic}/gu;

/**
 * Recognises a command only as the complete message, in any case and spelling, with polite additions: "เข้าเวรครับผม",
 * "พร้อมค่ะ". Anything else ("ยังไม่พร้อม", "เข้าเวรพรุ่งนี้") is not taken. Buttons carry `duty:<intent>`.
 */
export function findStaffIntent({ text, data }: { text: string | null; data: string | null }): StaffIntent | undefined {
  const command = withoutCourtesy(foldText(text ?? ''));
  const intents = Object.keys(COMMANDS) as StaffIntent[];
  return intents.find((intent) => data === `duty:${intent}` || FOLDED[intent].test(command));
}

function withoutCourtesy(folded: string): string {
  // Blanks between Thai letters mean nothing. Six rounds remove more polite particles than anybody writes.
  let rest = folded.slice(0, 80).replace(/(?<=[ก-๎]) (?=[ก-๎])/g, '');
  for (let times = 0; times < 6; times++) {
    rest = rest.replace(SIGNS, '').replace(BEFORE, '').replace(AFTER, '');
  }
  return rest.trim();
}
