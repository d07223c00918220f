import type { CsvRow } from './write-csv.ts';

/** Police bureaux by their Thai short name, with the province where this demonstration places their office. */
const BUREAUX = [
  { short: 'บช.น.', code: 'RTP-MPB', th: 'กองบัญชาการตำรวจนครบาล', en: 'Metropolitan Police Bureau', seat: '10' },
  ...['14', '20', '30', '40', '50', '65', '73', '84', '90'].map((seat, index) => ({
    short: `ภ.${index + 1}`,
    code: `RTP-R${index + 1}`,
    th: `ตำรวจภูธรภาค ${index + 1}`,
    en: `Provincial Police Region ${index + 1}`,
    seat,
  })),
];
const BANGKOK = '10';

/** Royal Thai Police, bureaux, provincial police, 191 centres and the demonstration stations, parents first. */
export function demonstrationPoliceAgencies(
  provinces: CsvRow[],
  districts: CsvRow[],
  subdistricts: CsvRow[],
  stations: CsvRow[],
): CsvRow[] {
  const province = byCode(provinces);
  const bureauCode = new Map(BUREAUX.map(({ short, code }) => [short, code]));
  const parentOf = (provinceCode: string) => (provinceCode === BANGKOK ? 'RTP-MPB' : `PP-${provinceCode}`);
  const englishNames = new Map([...subdistricts, ...districts].map((area) => [placeKey(area), String(area.name_en)]));
  return [
    {
      code: 'RTP',
      kind: 'national-police',
      name_th: 'สำนักงานตำรวจแห่งชาติ',
      name_en: 'Royal Thai Police',
      ...pointOf(province.get(BANGKOK)),
    },
    ...BUREAUX.map(({ code, th, en, seat }) => ({
      code,
      kind: 'region',
      name_th: th,
      name_en: en,
      parent_code: 'RTP',
      ...pointOf(province.get(seat)),
    })),
    ...provinces.flatMap((row) => [
      ...(row.code === BANGKOK
        ? []
        : [
            {
              code: `PP-${row.code}`,
              kind: 'provincial-police',
              name_th: `ตำรวจภูธรจังหวัด${row.name_th}`,
              name_en: `${row.name_en} Provincial Police`,
              parent_code: bureauCode.get(String(row.police_bureau)) ?? 'RTP',
              ...pointOf(row),
            },
          ]),
      {
        code: `C191-${row.code}`,
        kind: 'centre-191',
        name_th: row.code === BANGKOK ? 'ศูนย์ 191 กรุงเทพมหานคร' : `ศูนย์ 191 ตำรวจภูธรจังหวัด${row.name_th}`,
        name_en: `${row.name_en} 191 Centre`,
        parent_code: parentOf(String(row.code)),
        phone: '191',
        ...pointOf(row),
      },
    ]),
    ...stations.map((row) => ({
      code: String(row.id),
      kind: 'station',
      name_th: String(row.name_th),
      name_en: englishStationName(row, englishNames),
      parent_code: parentOf(String(row.province_code)),
      ...pointOf(row),
    })),
  ];
}

/** The national desk, provincial social offices, a help centre per subdistrict and the education fund. */
export function demonstrationSocialAgencies(provinces: CsvRow[], subdistricts: CsvRow[]): CsvRow[] {
  const capital = pointOf(byCode(provinces).get(BANGKOK));
  return [
    {
      code: 'NDESK-1300',
      kind: 'national-desk',
      name_th: 'ศูนย์ช่วยเหลือสังคม สายด่วน พม. 1300',
      name_en: 'Social Assistance Centre Hotline 1300 (HuSEC)',
      phone: '1300',
      ...capital,
    },
    {
      code: 'EEF',
      kind: 'education-fund',
      name_th: 'กองทุนเพื่อความเสมอภาคทางการศึกษา (กสศ.)',
      name_en: 'Equitable Education Fund (EEF)',
      ...capital,
    },
    ...provinces.map((row) => ({
      code: `SO-${row.code}`,
      kind: 'provincial-social-office',
      name_th: `สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์${row.code === BANGKOK ? '' : 'จังหวัด'}${row.name_th}`,
      name_en: `${row.name_en} Provincial Social Development and Human Security Office`,
      parent_code: 'NDESK-1300',
      ...pointOf(row),
    })),
    ...subdistricts.map((row) => ({
      code: `TC-${row.code}`,
      kind: 'tambon-centre',
      name_th: `ศูนย์ช่วยเหลือสังคม${row.province_code === BANGKOK ? 'แขวง' : 'ตำบล'}${row.name_th}`,
      name_en: `${row.name_en} Social Help Centre`,
      parent_code: `SO-${row.province_code}`,
      ...pointOf(row),
    })),
    ...OUTREACH_PARTNERS.map((partner) => ({ kind: 'outreach-partner', ...partner, ...capital })),
    ...SERVICE_PROVIDERS.map((provider) => ({ kind: 'service-provider', parent_code: 'SO-65', ...provider })),
  ];
}

/** Invented companies that show the code to their customers. */
const OUTREACH_PARTNERS: readonly CsvRow[] = [
  { code: 'OP-JAIDEE', name_th: 'ใจดีมาร์ท (บริษัทสมมติ สาธิต)', name_en: 'Jai Dee Mart (invented company)' },
  { code: 'OP-ROMYEN', name_th: 'ปั๊มร่มเย็น (บริษัทสมมติ สาธิต)', name_en: 'Rom Yen Fuel (invented company)' },
];

/** Invented receivers of referrals in the demonstration's province. */
const SERVICE_PROVIDERS: readonly CsvRow[] = [
  {
    code: 'SV-65-SHELTER',
    name_th: 'บ้านพักเด็กและครอบครัวสมมติพิษณุโลก (สาธิต)',
    name_en: 'Invented Shelter for Children and Families, Phitsanulok',
    lat: 16.8256,
    lng: 100.2659,
  },
  {
    code: 'SV-65-SHELTER-2',
    name_th: 'บ้านร่มเย็นสมมติ วังทอง (สาธิต)',
    name_en: 'Invented Rom Yen Shelter, Wang Thong',
    lat: 16.8219,
    lng: 100.4293,
  },
  {
    code: 'SV-65-LEGAL',
    name_th: 'ศูนย์ช่วยเหลือทางกฎหมายสมมติพิษณุโลก (สาธิต)',
    name_en: 'Invented Legal Aid Centre, Phitsanulok',
    lat: 16.8142,
    lng: 100.2641,
  },
  {
    code: 'SV-65-CLINIC',
    name_th: 'คลินิกใจสมมติพิษณุโลก (สาธิต)',
    name_en: 'Invented Clinic for the Mind, Phitsanulok',
    lat: 16.8093,
    lng: 100.2662,
  },
  {
    code: 'SV-65-SKILLS',
    name_th: 'ศูนย์ฝึกอาชีพสมมติพิษณุโลก (สาธิต)',
    name_en: 'Invented Skills Centre, Phitsanulok',
    lat: 16.7828,
    lng: 100.2331,
  },
  {
    code: 'SV-65-LEARN',
    name_th: 'ศูนย์การเรียนรู้สมมติพิษณุโลก (สาธิต)',
    name_en: 'Invented Learning Centre, Phitsanulok',
    lat: 16.8389,
    lng: 100.2497,
  },
];

/** An English name only where the station is named after a district or subdistrict of its province; never guessed. */
function englishStationName(station: CsvRow, names: Map<string, string>): string {
  const place = String(station.name_th).replace(/^(สน|สภ)\./, '');
  const english = names.get(`${station.province_code}:${place}`);
  return english === undefined ? '' : `${english} Police Station`;
}

function placeKey(area: CsvRow): string {
  return `${area.province_code}:${area.name_th}`;
}

function byCode(table: CsvRow[]): Map<string, CsvRow> {
  return new Map(table.map((row) => [String(row.code), row]));
}

function pointOf(row: CsvRow | undefined): { lat: number; lng: number } {
  if (row === undefined) throw new Error('a province of the table of bureaux is missing');
  return { lat: Number(row.lat), lng: Number(row.lng) };
}
