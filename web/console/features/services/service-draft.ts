import type { NamedAgency } from '#contract/incident';
import type { EligibilityRule, PersonFact, SimpleRule } from '#contract/service-eligibility';
import type { ServiceHours } from '#contract/service-hours';
import { newServiceSchema, type Service } from '#contract/services';
import type { WrittenService } from './services-data.ts';

/** A rule as it is being written: numbers are text until they are one. */
export type RuleDraft = { fact: PersonFact; from: string; to: string; oneOf: readonly string[] };
export type HoursDraft = { days: readonly number[]; from: string; to: string };
export type Named = Pick<NamedAgency, 'id' | 'nameTh' | 'nameEn'>;

/** A service as somebody writes it. */
export type ServiceDraft = {
  agency: Named | null;
  code: string;
  nameTh: string;
  nameEn: string;
  aboutTh: string;
  aboutEn: string;
  eligibilityTh: string;
  eligibilityEn: string;
  /** All must hold; of the parts of one at least one. */
  rules: readonly (readonly RuleDraft[])[];
  papers: readonly string[];
  papersNote: string;
  areas: readonly Named[];
  hoursKind: 'times' | 'always' | 'unknown';
  hours: readonly HoursDraft[];
  hoursNote: string;
  places: string;
  free: string;
  waitDays: string;
  cost: string;
  costNote: string;
  languages: readonly string[];
  phone: string;
  place: string;
  statutory: boolean;
  statutorySource: string;
  status: string;
};
export type DraftField = keyof ServiceDraft;

export const OFFICE_HOURS: HoursDraft = { days: [1, 2, 3, 4, 5], from: '08:30', to: '16:30' };

export function emptyDraft(agency: Named | null): ServiceDraft {
  return {
    ...{ agency, code: '', nameTh: '', nameEn: '', aboutTh: '', aboutEn: '', eligibilityTh: '', eligibilityEn: '' },
    ...{ rules: [], papers: [], papersNote: '', areas: [], hoursKind: 'times', hours: [OFFICE_HOURS], hoursNote: '' },
    ...{ places: '', free: '', waitDays: '', cost: 'free', costNote: '', languages: ['th'], phone: '', place: '' },
    ...{ statutory: false, statutorySource: '', status: 'active' },
  };
}

const written = (value: number | null | undefined): string => (value === null || value === undefined ? '' : `${value}`);

export function draftOf(service: Service): ServiceDraft {
  const { hours, place, rules, provider } = service;
  return {
    ...{ code: service.code, nameTh: service.nameTh, nameEn: service.nameEn ?? '', agency: provider },
    ...{ aboutTh: service.aboutTh, aboutEn: service.aboutEn },
    ...{ eligibilityTh: service.eligibilityTh, eligibilityEn: service.eligibilityEn },
    rules: rules.map((rule) => ('anyOf' in rule ? rule.anyOf : [rule]).map(draftOfRule)),
    ...{ papers: service.papers, papersNote: service.papersNote, areas: service.areas },
    hoursKind: hours === 'always' ? 'always' : hours.length === 0 ? 'unknown' : 'times',
    hours: hours === 'always' || hours.length === 0 ? [OFFICE_HOURS] : hours,
    hoursNote: service.hoursNote,
    ...{ places: written(service.places), free: written(service.free), waitDays: written(service.waitDays) },
    ...{ cost: service.cost, costNote: service.costNote, languages: service.languages, phone: service.phone },
    place: place ? `${place.lat}, ${place.lng}` : '',
    ...{ statutory: service.statutory, statutorySource: service.statutorySource, status: service.status },
  };
}

function draftOfRule(rule: SimpleRule): RuleDraft {
  const base = { fact: rule.fact, from: '', to: '', oneOf: [] };
  if (rule.fact === 'age') return { ...base, from: written(rule.from), to: written(rule.to) };
  if (rule.fact === 'income-per-head') return { ...base, to: written(rule.to) };
  return { ...base, oneOf: rule.oneOf };
}

/** Thai digits and separators of thousands are typed too; what is no number stays what it is, and is refused. */
export function readNumber(text: string): number | null | undefined {
  const plain = text.replaceAll(/[๐-๙]/g, (digit) => `${digit.charCodeAt(0) - 0x0e50}`).replaceAll(/[\s,]/g, '');
  if (plain === '') return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

/** `8.30` and `830` are `08:30`, as Thais write it. */
export function readClock(text: string): string {
  const [, hour, minute] = /^\s*(\d{1,2})\s*[.:]?\s*(\d{2})\s*(?:น\.?)?\s*$/.exec(text) ?? [];
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : text;
}

function readPoint(text: string): unknown {
  if (text.trim() === '') return null;
  const [, lat, lng] = /^\s*(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  return lat && lng ? { lat: Number(lat), lng: Number(lng) } : text;
}

function ruleOf({ fact, from, to, oneOf }: RuleDraft): unknown {
  // A number that is none must be refused, not left out.
  const part = (name: string, text: string) => {
    const value = readNumber(text);
    return value === null ? {} : { [name]: value ?? text };
  };
  if (fact === 'age') return { fact, ...part('from', from), ...part('to', to) };
  if (fact === 'income-per-head') return { fact, ...part('to', to) };
  return { fact, oneOf: fact === 'pregnant' ? ['yes'] : oneOf };
}

/** The rules of a draft that can be read already, to say them in words while somebody writes. */
export function readableRules(rules: ServiceDraft['rules']): EligibilityRule[] {
  return rules.flatMap((parts) => {
    const read = newServiceSchema.shape.rules.safeParse([toRule(parts)]);
    return read.success ? read.data : [];
  });
}
const toRule = (parts: readonly RuleDraft[]): unknown =>
  parts.length === 1 && parts[0] ? ruleOf(parts[0]) : { anyOf: parts.map(ruleOf) };

function hoursOf({ hoursKind, hours }: ServiceDraft): ServiceHours {
  if (hoursKind === 'always') return 'always';
  if (hoursKind === 'unknown') return [];
  return hours.map(({ days, from, to }) => ({
    ...{ days: [...days].sort((one, other) => one - other), from: readClock(from), to: readClock(to) },
  }));
}

/** What cannot be saved: which field, and for rules and hours which of them. */
export type DraftProblem = { field: DraftField; at?: number };
export type ReadDraft = { service: WrittenService } | { problems: DraftProblem[] };

const FIELD_OF: Record<string, DraftField> = { agencyId: 'agency', areaIds: 'areas' };

/** What is sent, or what has to be corrected first, field by field. */
export function readDraft(draft: ServiceDraft, checkedToday: boolean): ReadDraft {
  const { agency, areas, rules, hoursKind: _kind, ...plain } = draft;
  const [places, free] = [readNumber(draft.places), readNumber(draft.free)];
  const read = newServiceSchema.safeParse({
    ...plain,
    ...{ agencyId: agency?.id, areaIds: areas.map(({ id }) => id), rules: rules.map(toRule) },
    nameEn: draft.nameEn.trim() === '' ? null : draft.nameEn,
    ...{ hours: hoursOf(draft), places, free, waitDays: readNumber(draft.waitDays) },
    ...{ place: readPoint(draft.place), checkedToday },
  });
  const problems: DraftProblem[] = read.success
    ? []
    : read.error.issues.map(({ path: [name = '', at] }) => ({
        field: FIELD_OF[String(name)] ?? (String(name) as DraftField),
        ...(typeof at === 'number' && { at }),
      }));
  if (places != null && free != null && free > places) problems.push({ field: 'free' });
  // An empty row of hours would be read as "not known".
  if (draft.hoursKind === 'times' && draft.hours.length === 0) problems.push({ field: 'hours' });
  if (!read.success || problems.length > 0) return { problems };
  return { service: read.data };
}

/**
 * Somebody else saved while I was writing: what I did not touch is theirs, what I changed stays mine. `clashes` are fields
 * that both changed.
 */
export function mergeNewer(
  base: ServiceDraft,
  mine: ServiceDraft,
  newer: ServiceDraft,
): { draft: ServiceDraft; theirs: DraftField[]; clashes: DraftField[] } {
  const fields = Object.keys(base) as DraftField[];
  const differs = (one: ServiceDraft, other: ServiceDraft, field: DraftField) =>
    JSON.stringify(idsOf(one[field])) !== JSON.stringify(idsOf(other[field]));
  const theirs = fields.filter((field) => differs(base, newer, field));
  const own = fields.filter((field) => differs(base, mine, field));
  const kept = Object.fromEntries(own.map((field) => [field, mine[field]]));
  return {
    draft: { ...newer, ...kept },
    theirs: theirs.filter((field) => !own.includes(field)),
    clashes: theirs.filter((field) => own.includes(field) && differs(mine, newer, field)),
  };
}

/** An agency found by a search has more in it than one that was read with the service. */
function idsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(idsOf);
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
}
