import type { Unreadable, Verdict, Wrong } from '#capabilities/audit';

const WRONG = {
  sequence: { th: 'ลำดับขาด ซ้ำ หรือถูกแทรก', en: 'a link is missing, doubled, inserted or out of order' },
  'entry-missing': { th: 'รายการถูกลบ', en: 'the entry was deleted' },
  'entry-altered': { th: 'รายการถูกแก้ไข', en: 'the entry was altered' },
  'link-broken': { th: 'ห่วงโซ่ขาด', en: 'the link was changed, or one before it' },
  'time-backwards': { th: 'เวลาย้อนหลัง', en: 'the time goes backwards' },
  'root-wrong': { th: 'ยอดปิดวันไม่ตรง', en: "the day's root does not fit the chain" },
  'published-root-differs': {
    th: 'ไม่ตรงกับยอดปิดวันที่เผยแพร่แล้ว',
    en: 'differs from the published root: the chain was written anew',
  },
  'earlier-differs': {
    th: 'ไม่ตรงกับสำเนาหรือบรรทัดบันทึกที่เก็บไว้ก่อนหน้า',
    en: 'differs from what was kept earlier: the chain was written anew',
  },
  'cut-off': { th: 'ท้ายบันทึกหายไป', en: 'the end is missing' },
  'never-sealed': { th: 'มีรายการที่แทรกเข้ามาโดยไม่ผ่านการผนึก', en: 'an entry came in past the sealer' },
} as const satisfies Record<Wrong['what'], { th: string; en: string }>;

/** What a check found, in lines for a person; ids and numbers only. */
export function formatVerdict(verdict: Verdict | Unreadable, roots: number, language: 'th' | 'en'): string[] {
  const english = language === 'en';
  if ('line' in verdict) {
    const { line } = verdict;
    return [english ? `WRONG at line ${line}: not readable` : `พบสิ่งผิดปกติ บรรทัด ${line}: อ่านไม่ได้`];
  }
  const { seals, hash, wrong } = verdict;
  if (wrong) {
    const place = formatPlace(wrong);
    return [`${english ? 'WRONG' : 'พบสิ่งผิดปกติ'} ${place}: ${WRONG[wrong.what][language]} (${wrong.what})`];
  }
  return english
    ? [`whole: ${seals} entries, ${verdict.roots} days, ${roots} published roots fit`, `hash ${hash}`]
    : [`ครบถ้วน: ${seals} รายการ ${verdict.roots} วัน ตรงกับที่เผยแพร่ ${roots} วัน`, `hash ${hash}`];
}

function formatPlace({ seq, entryId, day }: Wrong): string {
  return [seq && `seq ${seq}`, entryId && `entry ${entryId}`, day && `day ${day}`].filter(Boolean).join(', ');
}
