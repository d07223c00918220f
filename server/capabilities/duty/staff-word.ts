/** What somebody may want of duty in their own chat. */
export type StaffWish = 'check-in' | 'check-out' | 'heartbeat';

const WORDS: Record<StaffWish, readonly string[]> = {
  'check-in': ['เข้าเวร', 'on duty', 'check in'],
  'check-out': ['ออกเวร', 'off duty', 'check out'],
  heartbeat: ['พร้อม', 'พร้อมรับเหตุ', 'ready'],
};

/** Words are taken whole, in any case; anything else is not meant for duty. Buttons carry `duty:<wish>`. */
export function findStaffWish({ text, data }: { text: string | null; data: string | null }): StaffWish | undefined {
  const said = text
    ?.normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[?!.。]+$/, '')
    .toLowerCase();
  const wishes = Object.keys(WORDS) as StaffWish[];
  return wishes.find((wish) => data === `duty:${wish}` || (said !== undefined && WORDS[wish].includes(said)));
}
