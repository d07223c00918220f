import { withPlainSigns } from './fold-text.ts';
import type { LatLng } from './position.ts';

/** A place as coordinates, and its accuracy by rounding in metres; null if it has more digits than anybody can know. */
export type Coordinates = LatLng & { accuracyMetres: number | null };

/** Generous box around Thailand, to tell latitude from longitude and coordinates from other numbers. */
const THAILAND_BOX = { south: 5, north: 21, west: 97, east: 106 };

/** A degree of latitude in metres; the accuracy is half of the last digit. */
const METRES_PER_DEGREE = 111_320;
/** Below this the accuracy is unknown. */
const EXACT_METRES = 3;
/** Longer texts are searched up to here only. */
const LONGEST_TEXT = 2000;

/**
 * Finds coordinates in a typed, pasted or shared text, in all formats of maps, phones and people. Tolerant if the text is
 * clearly about coordinates (a map link, N and E, degree signs, "latitude"): then the place may be anywhere.
 * Two bare decimals are coordinates only with three digits each, inside Thailand, and no unit beside them, because prices, times of
 * day and versions look the same.
 */
export function readCoordinates(text: string): Coordinates | undefined {
  const plain = withPlainSigns(text.slice(0, LONGEST_TEXT).replace(/[º˚∘ᵒ]/g, '°'))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  return readLink(plain) ?? readMarked(withShortNames(plain)) ?? readPlusCode(plain) ?? readBare(plain);
}

/** Short links of map apps, which contain no coordinates; we do not open them. */
export function isMapLink(text: string): boolean {
  return /maps\.app\.goo\.gl|goo\.gl\/maps|google\.[a-z.]+\/maps|maps\.google|maps\.apple|waze\.com|g\.co\/maps|osm\.org|openstreetmap|here\.com/i.test(
    text,
  );
}

/** A number as written, with the size of its last digit in degrees. */
type Angle = { degrees: number; step: number; hemisphere: string };

const DECIMAL = '-?\\d{1,3}\\.\\d{1,20}';
/** Where links contain coordinates, the most reliable first. */
const IN_LINKS: readonly (readonly [RegExp, 'lat-first' | 'lng-first'])[] = [
  [new RegExp(`!3d(${DECIMAL})!4d(${DECIMAL})`), 'lat-first'],
  [new RegExp(`!2d(${DECIMAL})!3d(${DECIMAL})`), 'lng-first'],
  [
    new RegExp(
      `[?&](?:daddr|destination|q|query|ll|sll|coordinate|center|cbll|pin|to|loc)=(?:loc:|ll\\.|@)?(${DECIMAL})[, +~]+(${DECIMAL})`,
    ),
    'lat-first',
  ],
  [new RegExp(`[?&]m?lat=(${DECIMAL})&(?:.{0,40}&)?m?(?:lon|lng)=(${DECIMAL})`), 'lat-first'],
  [new RegExp(`geo:(?!0,0)(${DECIMAL}),(${DECIMAL})`), 'lat-first'],
  [new RegExp(`/(?:place|search|dir|destination)/(?:[^ ?#]{0,200}/)?(${DECIMAL})[, +]+(${DECIMAL})`), 'lat-first'],
  [new RegExp(`map=\\d{1,2}(?:\\.\\d+)?/(${DECIMAL})/(${DECIMAL})`), 'lat-first'],
];

const MIDDLE_OF_SCREEN = new RegExp(`@(${DECIMAL}),(${DECIMAL})`);

function readLink(plain: string): Coordinates | undefined {
  const link = /(?:https?:\/\/|geo:|waze:|comgooglemaps:|www\.|maps\.)\S+/.exec(plain)?.[0];
  if (!link) return undefined;
  const decoded = decode(link);
  for (const [pattern, order] of IN_LINKS) {
    const [, one = '', other = ''] = pattern.exec(decoded) ?? [];
    if (one) return order === 'lat-first' ? place(angle(one), angle(other)) : place(angle(other), angle(one));
  }
  const marked = readMarked(withPlainSigns(decoded).replaceAll('+', ' '));
  if (marked) return marked;
  const [, lat = '', lng = ''] = MIDDLE_OF_SCREEN.exec(decoded) ?? [];
  return lat ? place(angle(lat), angle(lng)) : undefined;
}

/** A link may be cut off or have characters that cannot be decoded; it is read as far as possible. */
function decode(link: string): string {
  const commas = link.replace(/%2c/g, ',').replace(/%20/g, ' ').replace(/%3a/g, ':');
  try {
    return decodeURIComponent(commas).toLowerCase();
  } catch {
    return commas;
  }
}

/** Replaces `lat:`, `ละติจูด` and the like by N and E, and the words for degrees by their signs. */
function withShortNames(plain: string): string {
  return plain
    .replace(/["']?(?:latitude|(?<![a-z])lat|ละติจูด|ละติจู๊ด|เส้นรุ้ง)["']?(?![a-z]) ?[.:=]? ?["']?(?=[-\d])/g, ' n')
    .replace(
      /["']?(?:longitude|(?<![a-z])(?:long|lng|lon)|ลอง[จก]ิจูด|ลองติจูด|เส้นแวง)["']?(?![a-z]) ?[.:=]? ?["']?(?=[-\d])/g,
      ' e',
    )
    .replace(/(?<=\d) ?(?:deg(?:rees)?|องศา)/g, '°')
    .replace(/(?<=\d) ?(?:[พฟ]ิลิปดา|วินาที|sec(?:onds)?)/g, '"')
    .replace(/(?<=\d) ?(?:ลิปดา|นาที|min(?:utes)?)/g, "'")
    .replace(/(?<=[\d°'"]) ?(?:north|เหนือ)/g, 'n')
    .replace(/(?<=[\d°'"]) ?(?:east|ตะวันออก)/g, 'e')
    .replace(/(?<=[\d°'"]) ?(?:south|ใต้)/g, 's')
    .replace(/(?<=[\d°'"]) ?(?:west|ตะวันตก)/g, 'w')
    .replace(DECIMAL_COMMA, '$1.$2');
}

/** `16,8211`: four digits or more, because three may be thousands. */
const DECIMAL_COMMA = /(?<![\d.])(\d{1,3}),(\d{4,15})(?!\d|\.\d)/g;
const BETWEEN = '[ ,;/|&"\')(]*(?:and |และ ?)?';
/** `16°49'16.3"n`, `n 16° 49.27'`, `16.8211°`. Minutes and seconds have their sign, or are followed by N or E. */
const WITH_SIGNS =
  '(?:(?<![a-z])([nsew]) ?)?(?<![\\d.])(-?\\d{1,3}(?:\\.\\d{1,20})?) ?° ?' +
  "(?:(\\d{1,2}(?:\\.\\d{1,20})?)(?![\\d.]) ?(?:'(?!') ?(?:(\\d{1,2}(?:\\.\\d{1,20})?)(?![\\d.]) ?(?:\"|''|(?=[ ,;nsew]|$)))?|(?=[nsew])))? ?" +
  '(?:([nsew])(?![a-z]))?';
/** `16.8211n`, `n16.8211`, `16 49 16.3 n`: no degree sign, so N and E must be there. */
const NUMBERS =
  '(-?\\d{1,3}(?:\\.\\d{1,20})?)(?:[ :-](\\d{1,2}(?:\\.\\d{1,20})?)(?:[ :-](\\d{1,2}(?:\\.\\d{1,20})?))?)?(?![\\d.])';
const BEFORE = `(?<![a-z])([nsew]) ?${NUMBERS}()`;
const AFTER = `(?<![\\d.])()${NUMBERS} ?([nsew])(?![a-z])`;
const MARKED = [WITH_SIGNS, BEFORE, AFTER].map((one) => new RegExp(`${one}${BETWEEN}${one}`));

function readMarked(text: string): Coordinates | undefined {
  for (const pattern of MARKED) {
    const found = pattern.exec(text);
    if (!found) continue;
    const first = signedAngle(found.slice(1, 6));
    const second = signedAngle(found.slice(6, 11));
    if (!first || !second) continue;
    const isNamed = first.hemisphere !== '' && second.hemisphere !== '';
    const [one, other] =
      /[ew]/.test(first.hemisphere) || /[ns]/.test(second.hemisphere) ? [second, first] : [first, second];
    const isPair = !isNamed || (/[ns]/.test(one.hemisphere) && /[ew]/.test(other.hemisphere));
    // Whole degrees are a country, and "5 e, 10 n" may be anything.
    if (!isPair || Math.max(one.step, other.step) >= 1) continue;
    const read = place(one, other);
    const isExact = Math.max(one.step, other.step) <= 1 / 60;
    if (read && (isInThailandBox(read) || (isNamed && isExact))) return read;
  }
  return undefined;
}

function signedAngle([before, degrees, minutes, seconds, after]: (string | undefined)[]): Angle | undefined {
  const hemisphere = after || before || '';
  const last = [degrees, minutes, seconds].findLastIndex(Boolean);
  const parts = [degrees, minutes, seconds].map((part) => Number(part ?? 0));
  const [whole = 0, sixtieths = 0, more = 0] = parts;
  if (sixtieths >= 60 || more >= 60 || (last > 0 && !Number.isInteger(whole))) return undefined;
  if (last > 1 && !Number.isInteger(sixtieths)) return undefined;
  const size = Math.abs(whole) + sixtieths / 60 + more / 3600;
  const isNegative = whole < 0 !== /[sw]/.test(hemisphere);
  const step = stepOf([degrees, minutes, seconds][last] ?? '') / 60 ** last;
  return { degrees: isNegative ? -size : size, step, hemisphere };
}

function angle(written: string): Angle {
  return { degrees: Number(written), step: stepOf(written), hemisphere: '' };
}

function stepOf(written: string): number {
  return 10 ** -(written.split('.')[1]?.length ?? 0);
}

/** Thailand's longitudes are no valid latitudes, so a swapped pair can be recognised. */
function place(one: Angle, other: Angle): Coordinates | undefined {
  const metres = Math.ceil((Math.max(one.step, other.step) * METRES_PER_DEGREE) / 2);
  const accuracyMetres = metres < EXACT_METRES ? null : metres;
  const [straight, swapped] = [
    { lat: one.degrees, lng: other.degrees, accuracyMetres },
    { lat: other.degrees, lng: one.degrees, accuracyMetres },
  ];
  if (isInThailandBox(straight)) return straight;
  if (isInThailandBox(swapped)) return swapped;
  return [straight, swapped].find(({ lat, lng }) => Math.abs(lat) <= 90 && Math.abs(lng) <= 180);
}

export function isInThailandBox({ lat, lng }: LatLng): boolean {
  const { south, north, west, east } = THAILAND_BOX;
  return lat >= south && lat <= north && lng >= west && lng <= east;
}

const PAIR =
  /(?<![.,a-z-]|\d[:/]?)(\d{1,3}\.\d{2,20})(?![\d.:%])(?=((?: ?[,;/|] ?| )(\d{1,3}\.\d{2,20})(?![\d:%]|\.\d)))/g;
/** Numbers with a unit (amounts, prices, times) are no coordinates. */
const UNIT_AFTER =
  /^ ?(บาท|฿|thb|baht|usd|eur|\$|น\.|น(?![ก-๎])|นาฬิกา|โมง|นาที|ชม(?![ก-๎])|ชั่วโมง|hours?|hrs?|[ap]\.?m\b|กม(?![ก-๎])|km|กิโล|เมตร|ม\.|mm?\b|cm\b|กก(?![ก-๎])|kg|กรัม|ลิตร|ไร่|ตร\.|ตาราง|%|เปอร์เซ็นต์|องศาเซ|°c)/;
const UNIT_BEFORE = /(ราคา|[฿$]|เวลา|ตอน|วันที่|ตั้งแต่|ยอด|รวม|จำนวน|version|ver\.?|รุ่น|\bip|โทร\.?|เบอร์|tel\.?) ?:? ?$/;
/** If named as coordinates, two digits are enough: the accuracy is half a kilometre. */
const NAMED_AS_PLACE = /พิกัด|ตำแหน่ง|โลเคชั่?น|location|coord|gps|lat ?[/,]? ?(long|lng|lon)|map|แผนที่|หมุด|\bpin\b|อยู่ที่ ?$/;
const FEWEST_DIGITS = 3;

function readBare(text: string): Coordinates | undefined {
  const plain = text.replace(DECIMAL_COMMA, '$1.$2');
  const isNamed = NAMED_AS_PLACE.test(plain);
  for (const found of plain.matchAll(PAIR)) {
    const [, one = '', rest = '', other = ''] = found;
    const fewest = Math.min(...[one, other].map((number) => number.split('.')[1]?.length ?? 0));
    const [before, after] = [plain.slice(0, found.index), plain.slice(found.index + one.length + rest.length)];
    const isCounted = UNIT_AFTER.test(after) || UNIT_BEFORE.test(before);
    if (isCounted || fewest < (isNamed ? 2 : FEWEST_DIGITS)) continue;
    const read = place(angle(one), angle(other));
    if (read && isInThailandBox(read)) return read;
  }
  return undefined;
}

const CODE_SIGNS = '23456789cfghjmpqrvwx';
/** A full plus code such as 7P5PRCC8+CX, with 10 or 11 characters; a short one needs a town. */
const PLUS_CODE = new RegExp(`(?<![a-z0-9])([${CODE_SIGNS}]{8})\\+([${CODE_SIGNS}]{2,3})(?![a-z0-9])`);

function readPlusCode(plain: string): Coordinates | undefined {
  const [, area = '', rest = ''] = PLUS_CODE.exec(plain) ?? [];
  if (!area) return undefined;
  let [lat, lng, step] = [-90, -180, 20];
  const signs = [...(area + rest.slice(0, 2))].map((sign) => CODE_SIGNS.indexOf(sign));
  for (let at = 0; at < signs.length; at += 2) {
    lat += (signs[at] ?? 0) * step;
    lng += (signs[at + 1] ?? 0) * step;
    if (at < signs.length - 2) step /= 20;
  }
  // The eleventh character would refine the square; its middle is exact enough for a patrol.
  const middle = step / 2;
  const accuracyMetres = Math.ceil(middle * METRES_PER_DEGREE);
  return lat < 90 && lng < 180 ? { lat: lat + middle, lng: lng + middle, accuracyMetres } : undefined;
}
