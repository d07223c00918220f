import { withPlainSigns } from '#contract/fold-text';
import { PLACE_DETAIL_LONGEST } from '#contract/place-detail';
import { asOneLine } from '#contract/text';

const PLACE_PATTERNS = [
  // House number, village, lane, road, floor, room: a word and its number or name.
  /(บ้าน)?เลขที่\s*\d|(^|[\s,])\d{1,5}\s*\/\s*\d{1,5}($|[\s,])|หมู่(ที่|บ้าน)|หมู่\s*\d|(^|[\s,\d])ม\.\s*\d/,
  /ซอย|(^|[\s,])ซ\.|ถนน|(^|[\s,])ถ\.|ชั้น(ที่)?\s*\d|ห้อง(เลขที่|พัก)?\s*\d|ตึก|อาคาร|คอนโด|หอพัก|อพาร์ท|แฟลต|บ้านเช่า|ทาวน์เฮ้า/,
  // A landmark with a direction.
  /(หน้า|หลัง|ข้าง|ใกล้|ตรงข้าม|ติด(กับ)?|แถว|ริม|เลย|ท้าย|ปาก)\s*ๆ?\s*(วัด|โรงเรียน|ร\.?ร\.|ตลาด|ปั๊ม|ปั้ม|เซเว่น|7-?11|โลตัส|บิ๊กซี|แม็คโคร|ห้าง|โรงพยาบาล|ร\.?พ\.|อนามัย|อบต|เทศบาล|สถานี|โรงงาน|สะพาน|แยก|ศาล|สวน|หมู่บ้าน|ร้าน|บ้าน|แฟลต|รีสอร์ท|โรงแรม|ธนาคาร|ป้อม|สนาม|มัสยิด|โบสถ์|มหาลัย|มหาวิทยาลัย)/,
  /ประตู(รั้ว)?\s*สี|รั้ว\s*สี|หลังคา\s*สี|บ้าน\s*สี|(กม|หลักกิโล|กิโลเมตร)(ที่|\.)?\s*\d/,
  /\b(house|room|flat|unit|apartment|apt|building|block)\s*(no\.?|number)?\s*#?\d|\bsoi\b|\bmoo\s*\d|\b\d+(st|nd|rd|th) floor|\bfloor\s*\d/,
  /\b(behind|opposite|next to|in front of|near)\s+(the\s+)?(\w+\s+){0,2}(temple|wat|school|market|hospital|station|bridge|hotel|shop|mall|bank|church|7-?(11|eleven))/,
  /\b\d+(\/\d+)?\s+(\w+\s+){1,3}(road|rd|street|st)\b/,
];
const COORDINATES =
  /[-+]?\d{1,3}[.,]\d{2,}\s*°?\s*[nsewNSEW]?|\b(latitude|longitude|lat|long|lng|lon)\b|ละติจูด|ลองจิจูด|พิกัด|[พฟ]?ิ?ลิปดา|องศา|เหนือ|ตะวันออก/g;
const LINK = /https?:\/\/\S+/g;

/**
 * Finds text that describes the place in a reporter's message: a patrol needs the building, not the subdistrict. Rather
 * too much than too little; it is shown as a quotation beside the place.
 * @param found the names by which an area was found in the message (empty for coordinates): the rest of the text
 *   belongs to that place; undefined if none was found
 */
export function findPlaceText(text: string, found: string | undefined): string | null {
  const line = asOneLine(text.replace(LINK, ' '));
  const lower = withPlainSigns(line).toLowerCase();
  if (PLACE_PATTERNS.some((pattern) => pattern.test(lower))) return clip(line);
  if (found === undefined) return null;
  // Names and numbers of the area alone are the position itself.
  const names = found.split(AREA_WORDS).map((name) => name.trim().toLowerCase());
  const rest = names
    .filter((name) => name.length > 1)
    .reduce((text, name) => text.replaceAll(name, ' '), lower.replace(COORDINATES, ' '))
    .replace(AREA_WORDS, ' ');
  return /\p{L}{2}/u.test(rest) ? clip(line) : null;
}

/** Kinds of area, and the short name of each province's first district. */
const AREA_WORDS = /ตำบล|อำเภอ|จังหวัด|แขวง|เขต|(?<![\u0e00-\u0e7f])[ตอจ]\.|เมือง|[\s,]+/g;

/** The officers get a long text as a message; beside the place only its beginning is shown. */
function clip(line: string): string {
  if (line.length <= PLACE_DETAIL_LONGEST) return line;
  return `${line.slice(0, PLACE_DETAIL_LONGEST - 1)}…`;
}
