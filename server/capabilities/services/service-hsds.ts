import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ServiceHours } from '#contract/service-hours';
import { isTooDeep } from '#platform/json-depth';
import { formatRules, readRules } from './cell-texts.ts';
import { checkRecord, type PortableService, problem, type ReadRecord } from './portable-service.ts';
import { MOST_RECORDS } from './service-csv.ts';

/**
 * Open Referral's HSDS 3 (with capacities of 3.1), as its API gives services: a page with `contents`. What it has no field for is an
 * attribute with a term of our own taxonomy, which other programs may leave out. Described in `docs/api/service-files.md`.
 */
const TAXONOMY = 'ess-help-me';
const AGENCY = 'ess-agency';
const STATUSES = { active: 'active', paused: 'temporarily closed', ended: 'defunct' } as const;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** What our attributes hold, as text. */
const TERMS = {
  'service-code': 'code',
  'about-en': 'aboutEn',
  'eligibility-en': 'eligibilityEn',
  rules: 'rules',
  'papers-note': 'papersNote',
  'hours-note': 'hoursNote',
  always: 'hours',
  'wait-days': 'waitDays',
  cost: 'cost',
  statutory: 'statutory',
  'statutory-source': 'statutorySource',
  'checked-by': 'checkedBy',
  places: 'places',
} as const;

/** HSDS wants an id on each object; the same at every export, so that two files can be compared. */
function idOf(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** @param nameOf the names of agencies by their codes */
export function writeServiceHsds(services: readonly PortableService[], nameOf: (code: string) => string): string {
  const contents = services.map((service) => toHsds(service, nameOf));
  const page = { total_items: contents.length, total_pages: 1, page_number: 1, size: contents.length };
  const ends = { first_page: true, last_page: true, empty: contents.length === 0 };
  return `${JSON.stringify({ ...page, ...ends, contents }, null, 2)}\n`;
}

function toHsds(service: PortableService, nameOf: (code: string) => string): object {
  const id = service.id ?? idOf(service.provider, service.nameTh);
  const age = service.rules.find((rule) => 'fact' in rule && rule.fact === 'age');
  const terms: Record<keyof typeof TERMS, string> = {
    'service-code': service.code,
    'about-en': service.aboutEn,
    'eligibility-en': service.eligibilityEn,
    rules: formatRules(service.rules),
    'papers-note': service.papersNote,
    'hours-note': service.hoursNote,
    always: service.hours === 'always' ? 'yes' : '',
    'wait-days': service.waitDays === null ? '' : String(service.waitDays),
    cost: service.cost,
    statutory: service.statutory ? 'yes' : '',
    'statutory-source': service.statutorySource,
    'checked-by': service.checkedBy ?? '',
    // A count of places that are free needs the number of all; without it the standard has no place for ours.
    places: service.free === null && service.places !== null ? String(service.places) : '',
  };
  return {
    id,
    name: service.nameTh,
    ...(service.nameEn !== null && { alternate_name: service.nameEn }),
    description: service.aboutTh,
    status: STATUSES[service.status],
    fees_description: service.costNote,
    eligibility_description: service.eligibilityTh,
    ...(age && 'fact' in age && age.fact === 'age' && { minimum_age: age.from, maximum_age: age.to }),
    ...(service.checkedOn !== null && { assured_date: service.checkedOn }),
    organization: {
      id: idOf('organization', service.provider),
      name: nameOf(service.provider),
      description: nameOf(service.provider),
      organization_identifiers: [
        {
          id: idOf('identifier', service.provider),
          ...{ identifier_scheme: AGENCY, identifier_type: AGENCY, identifier: service.provider },
        },
      ],
    },
    phones: service.phone === '' ? [] : [{ id: idOf(id, 'phone'), number: service.phone }],
    schedules: writeSchedules(id, service.hours),
    service_areas: service.areas.map((code, at) => ({
      id: idOf(id, 'area', String(at)),
      ...{ name: nameOf(code), extent: code, extent_type: AGENCY },
    })),
    service_at_locations:
      service.place === null
        ? []
        : [
            {
              id: idOf(id, 'at'),
              location: {
                id: idOf(id, 'location'),
                ...{ location_type: 'physical', latitude: service.place.lat, longitude: service.place.lng },
              },
            },
          ],
    languages: service.languages.map((code, at) => ({ id: idOf(id, 'language', String(at)), code })),
    required_documents: service.papers.map((document, at) => ({ id: idOf(id, 'document', String(at)), document })),
    capacities:
      service.free === null
        ? []
        : [
            {
              id: idOf(id, 'capacity'),
              unit: { id: idOf('unit', 'place'), name: 'place' },
              available: service.free,
              ...(service.places !== null && { maximum: service.places }),
              updated: service.freeAt,
            },
          ],
    attributes: Object.entries(terms).flatMap(([term, value]) =>
      value === ''
        ? []
        : [
            {
              id: idOf(id, 'attribute', term),
              ...{ link_id: id, link_entity: 'service', value },
              taxonomy_term: { id: idOf('term', term), code: term, name: term, description: term, taxonomy: TAXONOMY },
            },
          ],
    ),
  };
}

function writeSchedules(id: string, hours: ServiceHours): object[] {
  const spans = hours === 'always' ? [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' }] : hours;
  return spans.map(({ days, from, to }, at) => ({
    id: idOf(id, 'schedule', String(at)),
    ...{ freq: 'WEEKLY', byday: days.map((day) => DAYS[day - 1]).join(','), timezone: 7 },
    ...{ opens_at: `${from}+07:00`, closes_at: `${to}+07:00` },
  }));
}

const text = z.string().nullish();
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();
const hsdsServiceSchema = z.looseObject({
  id: text,
  name: text,
  alternate_name: text,
  description: text,
  status: text,
  fees_description: text,
  eligibility_description: text,
  minimum_age: z.number().nullish(),
  maximum_age: z.number().nullish(),
  assured_date: text,
  organization: z
    .looseObject({ organization_identifiers: listOf(z.looseObject({ identifier_scheme: text, identifier: text })) })
    .nullish(),
  phones: listOf(z.looseObject({ number: text })),
  schedules: listOf(z.looseObject({ byday: text, opens_at: text, closes_at: text })),
  service_areas: listOf(z.looseObject({ extent: text, extent_type: text })),
  service_at_locations: listOf(
    z.looseObject({
      location: z.looseObject({ latitude: z.number().nullish(), longitude: z.number().nullish() }).nullish(),
    }),
  ),
  languages: listOf(z.looseObject({ code: text })),
  required_documents: listOf(z.looseObject({ document: text })),
  capacities: listOf(z.looseObject({ available: z.number().nullish(), maximum: z.number().nullish(), updated: text })),
  attributes: listOf(
    z.looseObject({
      value: text,
      taxonomy_term: z.looseObject({ code: text, taxonomy: text }).nullish(),
    }),
  ),
});
type HsdsService = z.infer<typeof hsdsServiceSchema>;

/** Services of an HSDS file: a page, a list, or one alone. Each record that is wrong says what. */
export function readServiceHsds(file: string): ReadRecord[] {
  const wrong = (line: number, ...problems: ReadRecord['problems']): ReadRecord => ({
    ...{ line, name: '', service: undefined, problems },
  });
  const json = readJson(file);
  if (json === undefined) return [wrong(1, problem('not-json'))];
  const page = z.looseObject({ contents: z.array(z.unknown()) }).safeParse(json);
  const records = page.success ? page.data.contents : Array.isArray(json) ? json : [json];
  if (records.length === 0) return [wrong(1, problem('empty'))];
  if (records.length > MOST_RECORDS) return [wrong(1, problem('too-many', null, String(MOST_RECORDS)))];
  return records.map((record, at) => {
    const read = hsdsServiceSchema.safeParse(record);
    if (read.success) return fromHsds(at + 1, read.data);
    const fields = [...new Set(read.error.issues.map(({ path }) => path.join('.')))];
    return wrong(at + 1, ...fields.map((field) => problem(field === '' ? 'not-hsds' : 'unfit', field || null)));
  });
}

function readJson(file: string): unknown {
  if (isTooDeep(file)) return undefined;
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The names that the fields have in such a file, where they are others than ours. */
const HSDS_FIELDS: Record<string, string> = {
  nameTh: 'name',
  nameEn: 'alternate_name',
  aboutTh: 'description',
  eligibilityTh: 'eligibility_description',
  costNote: 'fees_description',
  provider: 'organization.organization_identifiers',
  areas: 'service_areas',
  hours: 'schedules',
  papers: 'required_documents',
  free: 'capacities',
  freeAt: 'capacities',
  phone: 'phones',
  place: 'service_at_locations',
  checkedOn: 'assured_date',
  ...Object.fromEntries(Object.entries(TERMS).map(([term, field]) => [field, `attributes: ${term}`])),
};

function fromHsds(line: number, read: HsdsService): ReadRecord {
  const terms = new Map(
    (read.attributes ?? []).flatMap(({ value, taxonomy_term: term }) =>
      term?.taxonomy === TAXONOMY && term.code ? [[term.code, value ?? ''] as const] : [],
    ),
  );
  const term = (name: keyof typeof TERMS): string => terms.get(name) ?? '';
  const count = (value: string): unknown => (value === '' ? null : /^\d{1,9}$/.test(value) ? Number(value) : value);
  const [capacity] = read.capacities ?? [];
  const location = read.service_at_locations?.find((one) => one.location)?.location;
  const [latitude, longitude] = [location?.latitude, location?.longitude];
  const status = Object.entries(STATUSES).find(([, theirs]) => theirs === read.status)?.[0];
  const raw = {
    id: z.uuid().safeParse(read.id).data ?? null,
    provider: read.organization?.organization_identifiers?.find((one) => one.identifier_scheme === AGENCY)?.identifier,
    areas: (read.service_areas ?? []).flatMap(({ extent, extent_type: type }) =>
      type === AGENCY && extent ? extent : [],
    ),
    code: terms.get('service-code'),
    nameTh: read.name,
    nameEn: read.alternate_name || null,
    aboutTh: read.description ?? '',
    aboutEn: term('about-en'),
    eligibilityTh: read.eligibility_description ?? '',
    eligibilityEn: term('eligibility-en'),
    rules: terms.has('rules') ? (readRules(term('rules')) ?? term('rules')) : rulesOfAges(read),
    papers: (read.required_documents ?? []).map(({ document }) => document),
    papersNote: term('papers-note'),
    hours: term('always') === 'yes' ? 'always' : readSchedules(read.schedules ?? []),
    hoursNote: term('hours-note'),
    places: capacity ? (capacity.maximum ?? null) : count(term('places')),
    free: capacity ? (capacity.available ?? null) : null,
    freeAt: capacity?.available == null ? null : (capacity.updated ?? null),
    waitDays: count(term('wait-days')),
    cost: term('cost') || 'free',
    costNote: read.fees_description ?? '',
    languages: (read.languages ?? []).map(({ code }) => code),
    phone: read.phones?.[0]?.number ?? '',
    place: latitude == null || longitude == null ? null : { lat: latitude, lng: longitude },
    statutory: term('statutory') === 'yes',
    statutorySource: term('statutory-source'),
    status: status ?? (read.status === 'inactive' ? 'paused' : read.status),
    checkedOn: read.assured_date ?? null,
    checkedBy: read.assured_date ? term('checked-by') || null : null,
  };
  return checkRecord(line, read.name ?? '', raw, (field) => HSDS_FIELDS[field] ?? field);
}

function rulesOfAges({ minimum_age: from, maximum_age: to }: HsdsService): object[] {
  if (from == null && to == null) return [];
  return [{ fact: 'age', ...(from != null && { from }), ...(to != null && { to }) }];
}

/** Hours of each week, in Thai time; `undefined` where they are something else. */
function readSchedules(schedules: NonNullable<HsdsService['schedules']>): unknown {
  return schedules.map(({ byday, opens_at: opens, closes_at: closes }) => ({
    days: (byday ?? '').split(',').map((name) => DAYS.indexOf(name.trim().toUpperCase()) + 1),
    ...{ from: timeOf(opens), to: timeOf(closes) },
  }));
}

const timeOf = (written: string | null | undefined): string | undefined =>
  /^(\d\d:\d\d)(?::00)?(?:\+07:00)?$/.exec(written ?? '')?.[1];
