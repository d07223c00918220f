import { createHash } from 'node:crypto';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { formatPlaceInThai } from '#contract/jurisdiction';
import { isLiveReferral, type ReferralStatus, type ReferralUrgency } from '#contract/referral';
import type { ReferralDetail, ReferralPacket, ReferralSummary } from '#contract/referral-api';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import { CODINGS, type Coding, sdohCategory, sdohCoding, taiwanAcceptance, taiwanProcessing } from './codings.ts';

/** Names of our own codes for other systems: the same for every installation, so that two files can be compared. */
const OURS = 'urn:x-ess-help-me:';
const HL7 = 'http://terminology.hl7.org/CodeSystem/';

type Concept = { coding?: Coding[]; text?: string };
type Resource = { resourceType: string; id: string } & Record<string, unknown>;
export type FhirBundle = {
  resourceType: 'Bundle';
  type: 'collection';
  timestamp: string;
  entry: { fullUrl: string; resource: Resource }[];
} & Record<string, unknown>;

/** Task.status of FHIR R4, without `received` and `ready`, which SDOH Clinical Care leaves out (care notes 1.3, 4.3). */
export const TASK_STATUS = {
  draft: 'draft',
  offered: 'requested',
  'declined-proposed': 'requested',
  accepted: 'accepted',
  'in-progress': 'in-progress',
  'on-hold': 'on-hold',
  completed: 'completed',
  'not-completed': 'failed',
  declined: 'rejected',
  expired: 'cancelled',
  withdrawn: 'cancelled',
} as const satisfies Record<ReferralStatus, string>;

const PRIORITY = {
  emergency: 'stat',
  urgent: 'urgent',
  normal: 'routine',
} as const satisfies Record<ReferralUrgency, string>;

/** Our languages as BCP 47 knows them; `other` is none. */
const LANGUAGES: Record<string, string> = {
  ...{ th: 'th', en: 'en', my: 'my', shan: 'shn', karen: 'kar', lo: 'lo', km: 'km', vi: 'vi', zh: 'zh' },
  ...{ 'pattani-malay': 'mfa', sign: 'tsq' },
};

/**
 * One referral as a FHIR R4 bundle, after the profiles of SDOH Clinical Care as far as they fit (docs/api/referral-fhir.md).
 * Made of what its page shows to the same person, and of nothing else: who it is about stands in it only where the page
 * names them.
 */
export function buildFhirBundle(detail: ReferralDetail, now: Date): FhirBundle {
  const { referral: one, packet } = detail;
  const refs = {
    task: one.id,
    request: partId(one.id, 'ServiceRequest'),
    person: partId(one.id, 'Patient'),
    consent: partId(one.id, 'Consent'),
    from: one.from.id,
    to: one.to.id,
  };
  const withConsent = packet?.basis === 'consent';
  const resources = [
    task(detail, refs),
    serviceRequest(detail, refs, withConsent),
    describePerson(one, packet, refs.person),
    organization(one.from),
    ...(one.to.id === one.from.id ? [] : [organization(one.to)]),
    ...(withConsent ? [consent(one, packet, refs)] : []),
    ...flags(one, packet, refs.person),
  ];
  return {
    resourceType: 'Bundle',
    id: partId(one.id, 'Bundle'),
    meta: { security: [{ system: `${HL7}v3-Confidentiality`, code: 'R', display: 'restricted' }] },
    type: 'collection',
    timestamp: now.toISOString(),
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  };
}

type Refs = Record<'task' | 'request' | 'person' | 'consent' | 'from' | 'to', string>;
const reference = (id: string) => ({ reference: `urn:uuid:${id}` });

/** The same referral gives the same ids, and two referrals of one person none in common. */
function partId(referralId: string, part: string): string {
  const hex = createHash('sha256').update(`${referralId}/${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function ours(kind: string, code: string, names?: { en: string; th: string }, more: (Coding | undefined)[] = []) {
  const coding = { system: `${OURS}${kind}`, code, ...(names && { display: names.en }) };
  const concept: Concept = { coding: [coding, ...more.filter((other) => other !== undefined)] };
  return names ? { ...concept, text: names.th } : concept;
}

/** A code with its names in both languages. */
function named<Table extends 'statuses' | 'endReasons' | 'holds' | 'outcomes' | 'confirmations' | 'ageBands'>(
  table: Table,
  code: string,
): { en: string; th: string } {
  const textIn = (language: 'en' | 'th') => (REFERRAL_TEXTS[language][table] as Record<string, string>)[code] ?? code;
  return { en: textIn('en'), th: textIn('th') };
}

function task({ referral: one }: ReferralDetail, refs: Refs): Resource {
  const authoredOn = one.offeredAt ?? one.statusSince;
  const reason = statusReason(one);
  const output = outputs(one);
  return {
    resourceType: 'Task',
    id: refs.task,
    identifier: [{ system: `${OURS}referral-code`, value: one.code }],
    ...(one.bundleId && { groupIdentifier: { system: `${OURS}referral-bundle`, value: one.bundleId } }),
    status: TASK_STATUS[one.status],
    ...(reason && { statusReason: reason }),
    businessStatus: ours('referral-status', one.status, named('statuses', one.status), [taiwanProcessing(one)]),
    intent: 'order',
    priority: PRIORITY[one.urgency],
    code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }] },
    focus: reference(refs.request),
    for: reference(refs.person),
    ...(one.acceptedAt && {
      executionPeriod: { start: one.acceptedAt, ...(one.endedAt && { end: one.endedAt }) },
    }),
    authoredOn,
    lastModified: one.statusSince,
    requester: reference(refs.from),
    owner: reference(refs.to),
    ...(one.outcomeDueAt && { restriction: { period: { end: one.outcomeDueAt } } }),
    ...(output.length > 0 && { output }),
  };
}

/** Why it is where it is: of a decline the code, of an expiry that nobody answered. */
function statusReason(one: ReferralSummary): Concept | undefined {
  if (one.endReason) return ours('referral-end-reason', one.endReason, named('endReasons', one.endReason));
  if (one.status === 'on-hold' && one.hold)
    return ours('referral-hold-reason', one.hold.reason, named('holds', one.hold.reason));
  if (one.status === 'expired') return ours('referral-end-reason', 'expired', named('statuses', 'expired'));
  return undefined;
}

function outputs(one: ReferralSummary): object[] {
  const { outputSystem: system, outputCode: code, outputDisplay: display } = CODINGS.taiwan.acceptance;
  const acceptance = taiwanAcceptance(one);
  const outcome = one.outcome && ours('referral-outcome', one.outcome, named('outcomes', one.outcome));
  const confirmation =
    one.confirmation !== 'none' &&
    ours('referral-confirmation', one.confirmation, named('confirmations', one.confirmation));
  return [
    ...(outcome ? [{ type: ours('task-output', 'outcome'), valueCodeableConcept: outcome }] : []),
    ...(one.outcomeOn ? [{ type: ours('task-output', 'outcome-on'), valueDate: one.outcomeOn }] : []),
    ...(confirmation ? [{ type: ours('task-output', 'confirmation'), valueCodeableConcept: confirmation }] : []),
    ...(acceptance
      ? [{ type: { coding: [{ system, code, display }] }, valueCodeableConcept: { coding: [acceptance] } }]
      : []),
  ];
}

/** What the sender asks for: its status is the sender's alone, so a receiver's hold is not seen here. */
function requestStatus(status: ReferralStatus): string {
  if (status === 'draft') return 'draft';
  if (isLiveReferral(status)) return 'active';
  return status === 'completed' ? 'completed' : 'revoked';
}

function serviceRequest({ referral: one, packet }: ReferralDetail, refs: Refs, withConsent: boolean): Resource {
  const service = serviceNames(one.serviceCode);
  const domain = { en: FORM_TEXTS.en.domains[one.need], th: FORM_TEXTS.th.domains[one.need] };
  const extension = [
    ...one.papers.map((paper) => ({ url: `${OURS}paper`, valueCode: paper })),
    ...(packet ? [{ url: `${OURS}legal-basis`, valueCode: packet.basis }] : []),
    ...Object.entries(packet?.extra ?? {}).flatMap(([field, value]) => extensionOf(`extra:${field}`, value)),
  ];
  return {
    resourceType: 'ServiceRequest',
    id: refs.request,
    ...(extension.length > 0 && { extension }),
    identifier: [{ system: `${OURS}referral-code`, value: one.code }],
    status: requestStatus(one.status),
    intent: 'order',
    category: [{ coding: [sdohCategory(one.serviceCode)] }],
    priority: PRIORITY[one.urgency],
    code: ours('service', one.serviceCode, service),
    ...(mustNotContact(one, packet) && {
      orderDetail: [{ coding: [sdohCoding('contacting-subject-prohibited')] }],
    }),
    subject: reference(refs.person),
    authoredOn: one.offeredAt ?? one.statusSince,
    requester: reference(refs.from),
    performer: [reference(refs.to)],
    reasonCode: [ours('need', one.need, domain), ...(packet?.why ? [{ text: packet.why }] : [])],
    ...(withConsent && { supportingInfo: [reference(refs.consent)] }),
  };
}

function serviceNames(code: ReferralSummary['serviceCode']): { en: string; th: string } {
  return { en: FORM_TEXTS.en.codes.serviceCode[code], th: FORM_TEXTS.th.codes.serviceCode[code] };
}

/** A machine that calls by itself may put somebody in danger. */
const mustNotContact = (one: ReferralSummary, packet: ReferralPacket | null): boolean =>
  one.silent || packet?.safeContact?.channel === 'none';

/** Before acceptance somebody without a name: an age band and a subdistrict. */
function describePerson(one: ReferralSummary, packet: ReferralPacket | null, id: string): Resource {
  const { place } = one;
  const person = packet?.person ?? {};
  const text = (field: string) => {
    const value = person[field];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [name, alias, idNumber, sex, language] = ['name', 'alias', 'idNumber', 'sex', 'language'].map(text);
  const names = [
    ...(name ? [{ use: 'official', text: name }] : []),
    ...(alias ? [{ use: name ? 'nickname' : 'anonymous', text: alias }] : []),
  ];
  const birth = text('birthDate') ?? (typeof person.birthYear === 'number' ? String(person.birthYear) : undefined);
  const contact = ['guardian', 'caregiver'].flatMap((kind) => relativeOf(kind, person[kind]));
  const bcp = language && LANGUAGES[language];
  const rest = ['noIdReason', 'nationality', 'disabilities', 'pregnant', 'schoolStatus'];
  return {
    resourceType: 'Patient',
    id,
    meta: { security: [{ system: `${HL7}v3-Confidentiality`, code: 'R', display: 'restricted' }] },
    extension: [
      { url: `${OURS}age-band`, valueCode: one.ageBand },
      ...rest.flatMap((field) => extensionOf(`person:${field}`, person[field])),
      ...(bcp ? [] : extensionOf('person:language', language)),
    ],
    ...(idNumber && { identifier: [{ system: `${OURS}national-or-school-id`, value: idNumber }] }),
    // Not said before acceptance; after it there is none.
    name: names.length > 0 ? names : [absent(packet ? 'unknown' : 'masked')],
    ...(sex && { gender: sex === 'female' || sex === 'male' ? sex : 'other' }),
    ...(birth && { birthDate: birth }),
    address: [
      {
        extension: [{ url: `${OURS}subdistrict-code`, valueCode: place.subdistrictCode }],
        text: formatPlaceInThai(place),
        ...{ city: place.subdistrictTh, district: place.districtTh, state: place.provinceTh, country: 'TH' },
      },
    ],
    ...(contact.length > 0 && { contact }),
    ...(bcp && { communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: bcp }] } }] }),
  };
}

/** Who answers for a child or looks after it. Without a number: whom one may call says the safe contact alone. */
function relativeOf(kind: string, given: unknown): object[] {
  if (typeof given !== 'object' || given === null) return [];
  const { kind: code, name } = given as Record<string, unknown>;
  const relationship = [ours(kind, typeof code === 'string' ? code : 'unknown')];
  return [{ relationship, name: typeof name === 'string' && name !== '' ? { text: name } : absent('unknown') }];
}

const absent = (why: 'unknown' | 'masked') => ({
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: why }],
});

function extensionOf(field: string, value: unknown): object[] {
  const url = `${OURS}${field}`;
  if (Array.isArray(value)) return value.flatMap((one) => extensionOf(field, one));
  if (typeof value === 'boolean') return [{ url, valueBoolean: value }];
  if (typeof value === 'number') return [{ url, valueDecimal: value }];
  return typeof value === 'string' && value !== '' ? [{ url, valueString: value }] : [];
}

function organization({ id, nameTh, nameEn }: ReferralSummary['from']): Resource {
  return {
    resourceType: 'Organization',
    id,
    active: true,
    name: nameTh,
    ...(nameEn && nameEn !== nameTh && { alias: [nameEn] }),
  };
}

function consent(one: ReferralSummary, packet: ReferralPacket, refs: Refs): Resource {
  const isWithdrawn = one.endReason === 'consent-withdrawn';
  return {
    resourceType: 'Consent',
    id: refs.consent,
    status: isWithdrawn ? 'inactive' : 'active',
    scope: { coding: [{ system: `${HL7}consentscope`, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: `${HL7}v3-ActCode`, code: 'IDSCL' }] }],
    patient: reference(refs.person),
    dateTime: packet.builtAt,
    organization: [reference(refs.from)],
    policyRule: { text: 'Thailand, Personal Data Protection Act B.E. 2562 (2019), sections 24 and 26' },
    provision: {
      type: isWithdrawn ? 'deny' : 'permit',
      actor: [
        {
          role: { coding: [{ system: `${HL7}v3-ParticipationType`, code: 'IRCP' }] },
          reference: reference(refs.to),
        },
      ],
    },
  };
}

/** What must be known before anybody calls or comes: reported in silence, and the rules of a safe contact. */
function flags(one: ReferralSummary, packet: ReferralPacket | null, personId: string): Resource[] {
  const flag = (kind: string, text: string, extension: object[]): Resource => ({
    resourceType: 'Flag',
    id: partId(one.id, `Flag/${kind}`),
    ...(extension.length > 0 && { extension }),
    status: 'active',
    category: [{ coding: [{ system: `${HL7}flag-category`, code: 'safety' }] }],
    code: { coding: [{ system: `${OURS}flag`, code: kind }], text },
    subject: reference(personId),
  });
  const rules = Object.entries(packet?.safeContact ?? {}).flatMap(([field, value]) => ruleOf(field, value));
  return [
    ...(one.silent
      ? [flag('silent', 'ห้ามโทรหาและห้ามไปหาเอง อาจเกิดอันตราย · Do not call or visit: it may be dangerous', [])]
      : []),
    ...(rules.length > 0
      ? [
          flag('safe-contact', 'ติดต่อตามกติกานี้เท่านั้น และห้ามให้คนที่ระบุไว้รู้ · Contact by these rules only', [
            { url: `${OURS}safe-contact`, extension: rules },
          ]),
        ]
      : []),
  ];
}

function ruleOf(field: string, value: unknown): object[] {
  if (field === 'mustNotKnow' && Array.isArray(value) && value.length === 0) return [];
  if (Array.isArray(value)) return value.flatMap((one) => ruleOf(field, one));
  if (typeof value === 'object' && value !== null) {
    const { from, to } = value as Record<string, unknown>;
    return [{ url: field, valueString: `${from}-${to}` }];
  }
  return typeof value === 'string' && value !== '' ? [{ url: field, valueString: value }] : [];
}
