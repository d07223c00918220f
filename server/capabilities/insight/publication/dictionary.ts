import { NATION, OTHER_KINDS, PUBLIC_KINDS, RULES_VERSION } from '#contract/open-data';
import { writeCsv } from '#platform/csv/write-csv';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

/** What the licences of their sources ask for (`database/reference-data/SOURCES.md`). */
export const ATTRIBUTION =
  'Approximate outlines, not the official boundaries: computed from points of the Royal Thai Survey Department / UN OCHA COD-AB Thailand (ITOS, USAID), CC BY 3.0 IGO, modified, and Natural Earth (public domain); codes and names: thailand-geography-json (MIT).';

type Entry = { file: string; field: string; th: string; en: string };

const field = (file: string, name: string, thai: string, english: string): Entry => ({
  file,
  field: name,
  th: thai,
  en: english,
});
const COUNTS = 'incidents, districts, provinces';
const kindOf = (kind: string) => kind as keyof typeof th.kinds;

/** What each column and each code means, in both languages. */
const ENTRIES: readonly Entry[] = [
  field(
    '*',
    'area_level',
    'ระดับพื้นที่: country ทั้งประเทศ, province จังหวัด, district อำเภอ/เขต',
    'country, province or district',
  ),
  field(
    '*',
    'area_code',
    `รหัสพื้นที่ของกรมการปกครอง ${NATION} คือทั้งประเทศ`,
    `Official code of the area; ${NATION} is the whole country`,
  ),
  field('*', 'area_th', 'ชื่อพื้นที่ภาษาไทย', 'Name of the area in Thai'),
  field('*', 'area_en', 'ชื่อพื้นที่ภาษาอังกฤษ', 'Name of the area in English'),
  field('*', 'period', 'เดือนหรือปี (ค.ศ.) ตามวันเวลาในประเทศไทย', 'Month or year (Christian era), by days in Thailand'),
  field(COUNTS, 'kind', 'ประเภทเหตุ ดูรหัสด้านล่าง', 'Kind of incident, see the codes below'),
  field(
    COUNTS,
    'incidents',
    'จำนวนเหตุที่แจ้ง ปัดเป็นทวีคูณของ 5 ว่าง: ไม่แสดง จำนวนน้อยกว่า 10 ไม่แสดง และบางช่องที่ไม่น้อยก็ไม่แสดงเพื่อไม่ให้คำนวณย้อนได้',
    'Reported incidents, rounded to a multiple of 5. Empty: not shown. Counts below 10 are not shown, and some larger ones neither, so that sums do not give them away',
  ),
  field(
    COUNTS,
    'status',
    'shown แสดง, not-shown ไม่แสดง (คำเดียวสำหรับทุกช่องที่ไม่แสดง)',
    'shown or not-shown: one word for all that is hidden',
  ),
  field(
    'response',
    'interval',
    'ช่วงเวลา: alert-to-acknowledge แจ้งเตือน → มีคนรับเหตุ, contact-to-scene ติดต่อครั้งแรก → มีคนไปถึง',
    'alert-to-acknowledge: alert → somebody answered; contact-to-scene: first contact → somebody was there',
  ),
  field(
    'response',
    'half_within_seconds',
    'ครึ่งหนึ่งไม่นานกว่านี้ (วินาที) คลาดเคลื่อนไม่เกิน 2.5%',
    'Half took at most so many seconds, within 2.5 %',
  ),
  field(
    'response',
    'nine_of_ten_within_seconds',
    '9 ใน 10 ไม่นานกว่านี้ (วินาที)',
    'Nine of ten took at most so many seconds',
  ),
  field(
    'response',
    'not_recorded_percent',
    'ร้อยละของเหตุที่จบแล้วแต่ไม่มีเวลานี้ ปัดเป็นทวีคูณของ 5 ไม่นับเป็นศูนย์',
    'Of a hundred ended incidents, how many have no such time, in steps of 5; never taken as zero',
  ),
  ...[...PUBLIC_KINDS, OTHER_KINDS, 'sexual-violence-risk', 'with-children', 'total'].map((kind) =>
    field(COUNTS, `kind=${kind}`, th.kinds[kindOf(kind)], en.kinds[kindOf(kind)]),
  ),
  field(
    'incidents',
    'kind=total',
    'ผลรวมของประเภทในตารางนี้ ไม่รวมความรุนแรงทางเพศ',
    'The kinds of this table together; sexual violence is not among them',
  ),
  field(
    'districts',
    `kind=${OTHER_KINDS}`,
    'ประเภทที่ไม่แสดงในจังหวัดนั้น รวมเป็นจำนวนเดียว',
    'The kinds that are hidden in this province, as one number',
  ),
  field('provinces', 'kind=with-children', 'เหตุทุกประเภทที่มีเด็กเกี่ยวข้อง', 'Incidents of any kind with a child'),
];

export const dictionaryCsv = (): string =>
  writeCsv(
    ['file', 'field', 'th', 'en'],
    ENTRIES.map((entry) => [entry.file, entry.field, entry.th, entry.en]),
  );

export const dictionaryJson = (): string =>
  `${JSON.stringify({ rules: RULES_VERSION, counted: { th: th.whatText, en: en.whatText }, entries: ENTRIES }, null, 1)}\n`;

/** For the tables; the shapes have the licences of their sources. */
export const LICENCE = `Figures: Creative Commons Attribution 4.0 International (CC BY 4.0)
https://creativecommons.org/licenses/by/4.0/

Name the source as: ESS Help Me, public figures, with month or year and version.
The licence is proposed by this project; the owner of the figures has to confirm it.

Areas: ${ATTRIBUTION}

Nobody may try to find out who is behind a figure. Sums can differ from totals, because counts are rounded and small ones hidden.
`;
