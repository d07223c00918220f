import { foldPattern, foldText } from '#contract/fold-text';

/** What somebody may want of duty in their own chat. */
export type StaffIntent = 'check-in' | 'check-out' | 'heartbeat';

/** The words themselves, folded; what is polite around them changes nothing. */
const WORDS: Record<StaffIntent, RegExp> = {
  'check-in': /^(มา)?(เข้า|ขึ้น|เริ่ม|รับ)เวร(ปฏิบัติหน้าที่)?$|^(i'?m |i am )?(on duty|check(ing|ed)?[ -]?in)$/,
  'check-out': /^(ออก|ลง|เลิก|ส่ง|หมด)เวร$|^(i'?m |i am )?(off[ -]duty|check(ing|ed)?[ -]?out)$/,
  heartbeat: /^พร้อม(รับเหตุ|ปฏิบัติ(หน้าที่|งาน)?|ทำงาน)?$|^(i'?m |i am |we'?re )?ready$/,
};
const FOLDED: Record<StaffIntent, RegExp> = {
  'check-in': foldPattern(WORDS['check-in']),
  'check-out': foldPattern(WORDS['check-out']),
  heartbeat: foldPattern(WORDS.heartbeat),
};
const BEFORE = foldPattern(/^(สวัสดี|ขออนุญาต|ขอ|รายงานตัว|รายงาน|กระผม|ผม|ดิฉัน|หนู|เรา|ครับ|ค่ะ|hello|hi|sir)/);
const AFTER = /(ครับ|คับ|ค้าบ|คร้าบ|ครัช|ฮะ|ค่ะ|คะ|ค่า|คร่า|จ้า|จ้ะ|นะ|น้า|ผม|แล้ว|ตอนนี้|วันนี้|หัวหน้า|ท่าน|นาย|พี่|ๆ|please|now|sir)$/;
const SIGNS = /^[\s!?.,:;()~"'-]+|[\s!?.,:;()~"'-]+$|\p{Extended_Pictographic}/gu;

/**
 * Words are taken whole, in any case and spelling, with the courtesy that belongs to them: "เข้าเวรครับผม", "พร้อมค่ะ". Anything
 * else ("ยังไม่พร้อม", "เข้าเวรพรุ่งนี้") is not taken. Buttons carry `duty:<wish>`.
 */
export function findStaffIntent({ text, data }: { text: string | null; data: string | null }): StaffIntent | undefined {
  const said = withoutCourtesy(foldText(text ?? ''));
  const wishes = Object.keys(WORDS) as StaffIntent[];
  return wishes.find((wish) => data === `duty:${wish}` || FOLDED[wish].test(said));
}

function withoutCourtesy(folded: string): string {
  // Where a Thai writes a blank says nothing; nobody ends a word with more courtesies than this.
  let said = folded.slice(0, 80).replace(/(?<=[ก-๎]) (?=[ก-๎])/g, '');
  for (let times = 0; times < 6; times++) {
    said = said.replace(SIGNS, '').replace(BEFORE, '').replace(AFTER, '');
  }
  return said.trim();
}
