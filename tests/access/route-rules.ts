import { randomUUID } from 'node:crypto';
import { INDICATOR_NAMES } from '../../contract/family-indicators.ts';

/** Who may use a route for a given record. */
type Rule = {
  /**
   * `incident`: who may see it. `agency`, `person`, `membership`, `invitation`: whose branch contains the agency. `unit`,
   * `pattern`, `shift`, `absence`, `roster-proposal`: whose branch contains it. `case`, `help`: whose branch contains its owner. `referral`: whose branch contains its sender or receiver. `job`: who may see its incident. `crew`: members of its
   * unit; others who see its incident get 403. `anybody`: everybody with the permission; what it returns is covered by
   * another test. `self`: only one's own account.
   */
  scope:
    | ('incident' | 'agency' | 'person' | 'membership' | 'invitation' | 'unit' | 'job' | 'anybody' | 'self')
    | ('pattern' | 'shift' | 'absence' | 'roster-proposal' | 'crew' | 'case' | 'referral' | 'help');
  /** The code for an unknown record, if not `incident/not-found`. */
  notFound?: string;
  query?: string;
  /** Its body names a record that nobody knows, and this is the answer to whoever may call it. */
  unknown?: string;
};

/** Of an agency that nobody knows: it answers so. */
const A_QUESTION = JSON.stringify({ need: 'safety', agencyId: '00000000-0000-7000-8000-000000000001', facts: {} });

const NOVEMBER = '?from=2026-11-01&to=2026-11-30';

/** Written by hand: a route without a rule fails, so that nobody adds one without deciding on it. */
const RULES: Record<string, Rule> = {
  // The link's signature is checked first: without a valid one, no file exists.
  '/api/v1/incidents/:id/attachments/:attachmentId': { scope: 'incident', notFound: 'incident/attachment-not-found' },
  // The agency is checked before the person.
  '/api/v1/people/:id/memberships': { scope: 'person', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/me': { scope: 'anybody' },
  '/api/v1/agencies': { scope: 'anybody' },
  '/api/v1/agencies/:id': { scope: 'anybody' },
  '/api/v1/areas/search': { scope: 'anybody', query: '?text=in' },
  '/api/v1/areas/provinces': { scope: 'anybody' },
  '/api/v1/places/search': { scope: 'anybody', query: '?text=in' },
  '/api/v1/areas/describe': { scope: 'anybody', query: '?lat=16.82&lng=100.26' },
  '/api/v1/agencies/:id/readiness': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/roster': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/on-duty': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/duty-patterns': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/shifts': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/absences': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/duty-patterns/:id/end': { scope: 'pattern', notFound: 'duty/pattern-not-found' },
  '/api/v1/absences/:id/end': { scope: 'absence', notFound: 'duty/absence-not-found' },
  '/api/v1/agencies/:id/exercises': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/roster-imports': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/roster-need': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/roster-proposals/:id/accept': { scope: 'roster-proposal', notFound: 'duty/proposal-not-found' },
  '/api/v1/roster-proposals/:id/decline': { scope: 'roster-proposal', notFound: 'duty/proposal-not-found' },
  '/api/v1/duty-gaps': { scope: 'anybody' },
  '/api/v1/agencies/:id/channels': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/groups/code': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/groups/:targetId/test': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/groups/:targetId/remove': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/gateways': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/gateways/:targetId/test': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/gateways/:targetId/remove': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/readiness': { scope: 'anybody' },
  '/api/v1/station-readiness': { scope: 'anybody' },
  '/api/v1/agencies/:id/people': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/invitations': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/invitations/:id/renew': { scope: 'invitation', notFound: 'access/invitation-not-found' },
  '/api/v1/invitations/:id/revoke': { scope: 'invitation', notFound: 'access/invitation-not-found' },
  '/api/v1/memberships/:id/until': { scope: 'membership', notFound: 'access/membership-not-found' },
  '/api/v1/escalation-policies': { scope: 'anybody' },
  '/api/v1/agencies/:id/escalation-preview': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/incidents': { scope: 'anybody' },
  '/api/v1/incidents.csv': { scope: 'anybody' },
  '/api/v1/station-outcomes': { scope: 'anybody' },
  // Covered by false-report.test.ts: what they list and count is of the actor's branches.
  '/api/v1/findings': { scope: 'anybody' },
  '/api/v1/finding-figures': { scope: 'anybody' },
  '/api/v1/care/hand-overs': { scope: 'anybody' },
  // Covered by care-early.test.ts.
  '/api/v1/care/early-notifications': { scope: 'anybody' },
  '/api/v1/care/early-notifications/:id/acknowledge': { scope: 'anybody' },
  // Covered by services.test.ts: everybody who may refer sees all of the directory, and changes what their branch provides.
  '/api/v1/services': { scope: 'anybody' },
  '/api/v1/services/:id': { scope: 'anybody' },
  '/api/v1/services/:id/checked': { scope: 'anybody' },
  '/api/v1/services/:id/free-places': { scope: 'anybody' },
  '/api/v1/services.csv': { scope: 'anybody' },
  '/api/v1/services.json': { scope: 'anybody' },
  '/api/v1/service-imports': { scope: 'anybody' },
  '/api/v1/service-suggestions': { scope: 'anybody', query: `?question=${encodeURIComponent(A_QUESTION)}` },
  '/api/v1/certificate-incidents': { scope: 'anybody', query: '?code=ES-2501-0001', unknown: 'incident/not-found' },
  // Covered by certificates.test.ts: which of them somebody sees is asked of row security.
  '/api/v1/certificates': { scope: 'anybody' },
  '/api/v1/certificates/approve': { scope: 'anybody' },
  '/api/v1/certificates/decline': { scope: 'anybody' },
  '/api/v1/certificates/withdraw': { scope: 'anybody' },
  '/api/v1/certificates/issue': { scope: 'anybody' },
  '/api/v1/certificates/:id': { scope: 'anybody' },
  '/api/v1/certificates/:id/revoke': { scope: 'anybody' },
  '/api/v1/certificates/:id/shown': { scope: 'anybody' },
  '/api/v1/certificates/print': { scope: 'anybody', query: '?ids=00000000-0000-7000-8000-000000000001' },
  '/api/v1/certificates/ceremony': { scope: 'anybody', query: '?ids=00000000-0000-7000-8000-000000000001' },
  // Covered by placements.test.ts: what they list and change is of the actor's branches.
  '/api/v1/campaigns': { scope: 'anybody', unknown: 'outreach/not-yours' },
  '/api/v1/campaigns/:id': { scope: 'anybody' },
  '/api/v1/placements': { scope: 'anybody' },
  '/api/v1/placements/:code': { scope: 'anybody' },
  '/api/v1/placements/:code/photo': { scope: 'anybody', query: '?of=none' },
  '/api/v1/placements/:code/material': { scope: 'anybody', query: '?material=poster-a4' },
  '/api/v1/placements/:code/group-message': { scope: 'anybody' },
  '/api/v1/material-batches': { scope: 'anybody', unknown: 'outreach/no-placements' },
  '/api/v1/material-batches/:id/archive': { scope: 'anybody' },
  '/api/v1/placements/:code/checked': { scope: 'anybody' },
  '/api/v1/placement-map': { scope: 'anybody', query: '?bounds=5,97,21,106&zoom=5' },
  '/api/v1/campaigns/:id/funnel': { scope: 'anybody' },
  '/api/v1/placements/:code/funnel': { scope: 'anybody' },
  // Whose figures: covered by insight.test.ts.
  '/api/v1/insight/scopes': { scope: 'anybody' },
  '/api/v1/insight/summary': { scope: 'anybody', query: NOVEMBER, unknown: 'insight/not-yours' },
  '/api/v1/insight/series': { scope: 'anybody', query: NOVEMBER, unknown: 'insight/not-yours' },
  '/api/v1/insight/intervals': { scope: 'anybody', query: NOVEMBER, unknown: 'insight/not-yours' },
  '/api/v1/insight/hour-of-week': { scope: 'anybody', query: NOVEMBER, unknown: 'insight/not-yours' },
  '/api/v1/insight/table': { scope: 'anybody', query: `${NOVEMBER}&rows=type`, unknown: 'insight/not-yours' },
  // Of stations that one commands: covered by insight.test.ts.
  '/api/v1/insight/missed-targets': {
    scope: 'anybody',
    query: `${NOVEMBER}&agencyId=00000000-0000-7000-8000-000000000001`,
  },
  '/api/v1/insight/missed-targets/:id/reason': { scope: 'anybody' },
  // Covered by care-figures.test.ts and placements.test.ts.
  '/api/v1/insight/care/scopes': { scope: 'anybody' },
  '/api/v1/insight/care': { scope: 'anybody', query: NOVEMBER, unknown: 'insight/not-yours' },
  '/api/v1/insight/outreach': { scope: 'anybody', query: NOVEMBER, unknown: 'insight/not-yours' },
  // One's own, and others' of what one may read: covered by insight.test.ts.
  '/api/v1/insight/exports': { scope: 'anybody', unknown: 'insight/not-yours' },
  '/api/v1/insight/exports/:id/file': { scope: 'anybody' },
  '/api/v1/insight/ranking': {
    ...{ scope: 'anybody', query: `${NOVEMBER}&interval=contact-to-scene`, unknown: 'insight/not-yours' },
  },
  '/api/v1/insight/brief': { scope: 'anybody', query: '?month=2026-10', unknown: 'insight/not-yours' },
  // Covered by open-data.test.ts: the nation's alone.
  '/api/v1/publications': { scope: 'anybody' },
  '/api/v1/publications/:id/files/:file': { scope: 'anybody' },
  '/api/v1/publications/:id/publish': { scope: 'anybody' },
  '/api/v1/publications/:id/discard': { scope: 'anybody' },
  // Covered by annual-report.test.ts: the nation's alone.
  '/api/v1/insight/annual-reports': { scope: 'anybody' },
  '/api/v1/insight/annual-reports/:id/files/:file': { scope: 'anybody' },
  '/api/v1/insight/annual-reports/:id/sign-off': { scope: 'anybody' },
  '/api/v1/insight/annual-reports/:id/discard': { scope: 'anybody' },
  // Whose places: covered by repeat-places.test.ts.
  '/api/v1/insight/repeat-places': { scope: 'anybody' },
  '/api/v1/insight/places/:id': { scope: 'anybody', query: '?purpose=planning' },
  '/api/v1/insight/places/:id/join': { scope: 'anybody' },
  '/api/v1/insight/places/:id/part': { scope: 'anybody' },
  '/api/v1/insight/places/:id/separate': { scope: 'anybody' },
  '/api/v1/insight/places/:id/put-back': { scope: 'anybody' },
  '/api/v1/insight/revisits/:id/answer': { scope: 'anybody' },
  '/api/v1/insight/cells': { scope: 'anybody', query: '?province=65', unknown: 'insight/not-yours' },
  '/api/v1/insight/near-repeat': { scope: 'anybody', query: '?province=65', unknown: 'insight/not-yours' },
  '/api/v1/insight/scan': { scope: 'anybody', query: '?province=65', unknown: 'insight/not-yours' },
  '/api/v1/insight/quality': { scope: 'anybody', query: '?province=65', unknown: 'insight/not-yours' },
  '/api/v1/insight/staffing': { scope: 'anybody', query: '?province=65', unknown: 'insight/not-yours' },
  '/api/v1/insight/simulations': { scope: 'anybody', unknown: 'insight/not-yours' },
  '/api/v1/insight/simulations/:id': { scope: 'anybody' },
  '/api/v1/insight/simulations/:id/proposal': { scope: 'anybody' },
  '/api/v1/outreach-coverage': { scope: 'anybody' },
  '/api/v1/outreach-events': { scope: 'anybody' },
  '/api/v1/outreach-events/:id': { scope: 'anybody' },
  '/api/v1/placement-imports': { scope: 'anybody' },
  '/api/v1/placement-imports/:id': { scope: 'anybody' },
  '/api/v1/placement-imports/:id/parts': { scope: 'anybody' },
  '/api/v1/placement-imports/:id/check': { scope: 'anybody' },
  '/api/v1/placement-imports/:id/problems.csv': { scope: 'anybody' },
  '/api/v1/placement-imports/:id/commit': { scope: 'anybody' },
  '/api/v1/cases': { scope: 'anybody' },
  // Covered by care-work.test.ts: what they list is of the actor's branches.
  '/api/v1/care/today': { scope: 'anybody' },
  '/api/v1/care/approvals': { scope: 'anybody' },
  '/api/v1/care/workload': { scope: 'anybody' },
  '/api/v1/care/overdue': { scope: 'anybody' },
  '/api/v1/care/late': { scope: 'anybody' },
  '/api/v1/care/places': { scope: 'anybody' },
  // Covered by self-reliance.test.ts: what they list and count is of the actor's branches.
  '/api/v1/self-reliance/plans': { scope: 'anybody' },
  '/api/v1/self-reliance/export': { scope: 'anybody', query: '?from=2026-10-01&format=csv' },
  '/api/v1/cases/:id/self-reliance/print': { scope: 'case', notFound: 'case/not-found', query: '?language=th' },
  '/api/v1/self-reliance/figures': { scope: 'anybody', query: '?from=2026-10-01&until=2026-12-31' },
  '/api/v1/care/search': { scope: 'anybody', query: '?q=CS-2569-1' },
  '/api/v1/care/duplicates': { scope: 'anybody', query: '?phone=0890000000' },
  '/api/v1/care/partners': { scope: 'anybody', query: '?search=ab' },
  // A case may be offered to any centre: who works there, and the numbers only of those one sees.
  '/api/v1/agencies/:id/care-workers': { scope: 'anybody' },
  '/api/v1/cases/:id/print': { scope: 'case', notFound: 'case/not-found', query: '?document=summary&reason=court' },
  '/api/v1/danger-tools': { scope: 'anybody' },
  '/api/v1/case-transfers': { scope: 'anybody' },
  '/api/v1/referrals': { scope: 'anybody' },
  '/api/v1/referral-rules': { scope: 'anybody' },
  '/api/v1/referral-needs': { scope: 'anybody' },
  // Covered by eef-children.test.ts and eef-files.test.ts: what they list and change is of the actor's branches.
  '/api/v1/eef/children': { scope: 'anybody' },
  '/api/v1/eef/accept': { scope: 'anybody' },
  '/api/v1/eef/checks': { scope: 'anybody' },
  '/api/v1/eef/checks/:id/answer': { scope: 'referral', notFound: 'eef/check-not-found' },
  '/api/v1/eef/figures': { scope: 'anybody', query: '?from=2026-01-01&to=2026-12-31' },
  '/api/v1/eef/export': { scope: 'anybody' },
  '/api/v1/eef/answers': { scope: 'anybody' },
  // A draft belongs to whoever writes it, a check to whoever is asked: covered by help-requests.test.ts.
  '/api/v1/help-rules': { scope: 'anybody' },
  '/api/v1/help-drafts': { scope: 'anybody' },
  '/api/v1/help-drafts/:id': { scope: 'anybody' },
  '/api/v1/help-drafts/:id/submit': { scope: 'anybody' },
  '/api/v1/help-drafts/:id/withdraw': { scope: 'anybody' },
  '/api/v1/help-drafts/:id/pictures/:pictureId/remove': { scope: 'anybody' },
  // A leader and whoever filed it: help-pictures.test.ts.
  '/api/v1/help-requests/:id/pictures/:pictureId': { scope: 'help', notFound: 'help/picture-not-found' },
  '/api/v1/help-filed': { scope: 'anybody' },
  '/api/v1/help-checks': { scope: 'anybody' },
  '/api/v1/help-checks/:id/decide': { scope: 'anybody' },
  '/api/v1/help-requests': { scope: 'anybody' },
  '/api/v1/capacity-questions': { scope: 'anybody' },
  // Covered by referral-choices.test.ts: what a question names is asked of row security.
  '/api/v1/capacity-questions/:id/answer': { scope: 'anybody' },
  '/api/v1/referral-bundles': { scope: 'anybody', unknown: 'case/not-found' },
  '/api/v1/staff': { scope: 'anybody', query: '?search=ab' },
  '/api/v1/access-review/unusual-views': { scope: 'anybody' },
  '/api/v1/units': { scope: 'anybody' },
  '/api/v1/agencies/:id/units': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/agencies/:id/crew': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/me/assignments': { scope: 'anybody' },
  '/api/v1/me/device-key': { scope: 'anybody' },
  '/api/v1/assignments/:id/note': { scope: 'crew', notFound: 'units/assignment-not-found' },
  '/api/v1/assignments/:id/back-up': { scope: 'crew', notFound: 'units/assignment-not-found' },
  '/api/v1/incidents/:id/photos/:photoId': { scope: 'incident', notFound: 'units/photo-not-found' },
  '/api/v1/cases/:id/pictures/:pictureId': { scope: 'case', notFound: 'case/picture-not-found' },
  // Covered by another test: a call belongs to its clerk, an unfinished report to a province.
  '/api/v1/phone-reports': { scope: 'anybody' },
  '/api/v1/phone-reports/:id': { scope: 'anybody' },
  '/api/v1/phone-reports/:id/drop': { scope: 'anybody' },
  '/api/v1/phone-reports/:id/duplicates': { scope: 'anybody' },
  '/api/v1/call-backs': { scope: 'anybody' },
  '/api/v1/call-backs/:id/claim': { scope: 'anybody' },
  '/api/v1/call-backs/:id/release': { scope: 'anybody' },
  '/api/v1/call-backs/:id/done': { scope: 'anybody' },
  '/api/v1/audit/tail': { scope: 'anybody' },
  '/api/v1/system-alerts': { scope: 'anybody' },
  '/api/v1/system-alerts/:id/resolve': { scope: 'anybody' },
};

/** Rules for all paths that start like this. */
const BRANCHES: [start: string, rule: Rule][] = [
  ['/api/v1/incidents/:id', { scope: 'incident' }],
  ['/api/v1/cases/:id', { scope: 'case', notFound: 'case/not-found' }],
  ['/api/v1/referrals/:id', { scope: 'referral', notFound: 'referral/not-found' }],
  ['/api/v1/help-requests/:id', { scope: 'help', notFound: 'help/not-found' }],
  ['/api/v1/shifts/:id/', { scope: 'shift', notFound: 'duty/shift-not-found' }],
  ['/api/v1/people/:id/', { scope: 'person', notFound: 'access/person-not-found' }],
  ['/api/v1/units/:id/', { scope: 'unit', notFound: 'units/not-found' }],
  ['/api/v1/assignments/:id/', { scope: 'job', notFound: 'units/assignment-not-found' }],
  ['/api/v1/me/', { scope: 'self' }],
];

/** @throws Error for a route that nobody wrote a rule for */
export function ruleOf({ path }: { path: string }): Rule {
  const rule = RULES[path] ?? BRANCHES.find(([start]) => path.startsWith(start))?.[1];
  if (!rule) throw new Error(`add a rule for ${path} to route-rules.ts`);
  return rule;
}

const aBrowser = () => ({
  endpoint: `https://push.example/${randomUUID()}`,
  keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
  ...{ label: 'ทดสอบ', language: 'th' },
});

/** Nobody knows anything of the family. */
const UNKNOWN_ANSWERS = Object.fromEntries(INDICATOR_NAMES.map((name) => [name, 'unknown']));
const aServiceBody = (agencyId: string) => ({
  ...{ agencyId, code: 'goods', nameTh: randomUUID(), nameEn: null, aboutTh: '', aboutEn: '', eligibilityTh: '' },
  ...{ eligibilityEn: '', rules: [], papers: [], papersNote: '', areaIds: [agencyId], hours: [], hoursNote: '' },
  ...{ places: null, free: null, waitDays: null, cost: 'free', costNote: '', languages: [], phone: '', place: null },
  ...{ statutory: false, statutorySource: '', status: 'active', checkedToday: false },
});

const A_CAMPAIGN = {
  ...{ name: 'ร้านใกล้บ้าน', aim: '', startsOn: '2026-11-01', endsOn: null },
  ...{ languages: ['th'], budgetBaht: null, status: 'running' },
};
const aCampaignBody = (agencyId: string) => ({ ...A_CAMPAIGN, agencyId });
const A_PLACEMENT = {
  ...{ kind: 'store', name: 'ร้านสมมติ', reference: 'R-1', status: 'shown' },
  position: { lat: 16.82, lng: 100.26 },
};

const AN_EVENT = {
  ...{ kind: 'roadshow', name: 'กิจกรรมสมมติ', startsOn: '2026-11-20', endsOn: '2026-11-20', placeName: 'ลานหน้าอำเภอ' },
  ...{ position: null, hosts: '', attendance: null, results: '', status: 'planned', codes: [] },
};

/** Long enough for a reporter to answer it. */
const A_REASON = 'ผู้แจ้งรับในแชตว่าแจ้งเล่น และกล้องหน้าร้านไม่มีใครอยู่';
const IN_FINDING = '/api/v1/incidents/:id/findings/:findingId';

/** Valid bodies that change as little as possible, by path or its last part. */
const BODIES: Record<string, (incidentId: string, agencyId: string) => object> = {
  'phone-reports': () => ({ channel: '191', isDraft: true }),
  stations: () => ({ agencyId: randomUUID(), reason: 'ทดสอบ' }),
  drop: () => ({ reason: 'mistake' }),
  'call-backs': () => ({ inMinutes: 15 }),
  done: () => ({ result: 'reached' }),
  readiness: () => ({ readiness: 'ready' }),
  '/api/v1/insight/simulations': () => ({
    ...{ province: '65', question: { kind: 'as-is' }, target: { minutes: 15, share: 0.9, team: false } },
  }),
  '/api/v1/insight/simulations/:id/proposal': (_, agencyId) => ({ agencyId }),
  '/api/v1/roster-proposals/:id/accept': () => ({ units: new Array(21).fill(1) }),
  '/api/v1/roster-proposals/:id/decline': () => ({ reason: 'ทดสอบ' }),
  invitations: () => ({ email: `${randomUUID()}@demo.ess.example`, role: 'duty-officer' }),
  memberships: (_, agencyId) => ({ agencyId, role: 'duty-officer' }),
  until: () => ({ untilDate: null }),
  'staff-number': () => ({ staffNumber: '6512345' }),
  'data-copy': () => ({ reason: 'person', identity: 'id-card', textsRead: false, withheld: [] }),
  'own-numbers': () => ({ kind: 'phone', number: '0812345678' }),
  'duty-patterns': () => ({
    ...{ personId: randomUUID(), post: 'radio-room', firstDay: '2027-01-01', untilDay: null },
    ...{ cycleDays: 1, turns: [{ day: 0, startsAt: 480, minutes: 720 }] },
  }),
  shifts: () => ({
    ...{ personId: randomUUID(), post: 'radio-room' },
    ...{ startsAt: '2027-01-01T01:00:00.000Z', endsAt: '2027-01-01T09:00:00.000Z' },
  }),
  absences: () => ({ personId: randomUUID(), kind: 'sick', firstDay: '2027-01-01', untilDay: '2027-01-02' }),
  'roster-imports': () => ({ text: 'date,from,to,name,post', isPreview: true }),
  'stand-in': () => ({ personId: randomUUID() }),
  swap: () => ({ otherShiftId: randomUUID() }),
  'check-in': (_, agencyId) => ({ agencyId }),
  'check-out': (_, agencyId) => ({ agencyId }),
  heartbeat: (_, agencyId) => ({ agencyId }),
  'escalation-policies': () => ({
    agencyKind: 'station',
    steps: [{ afterSeconds: 0, targets: ['on-duty', 'centre-191'] }],
    repeatSeconds: 60,
    basedOn: 0,
  }),
  settings: () => ({ webPush: true, line: true, quiet: null }),
  browsers: () => aBrowser(),
  gateways: () => ({ name: 'ทดสอบ', url: 'https://sms.example/ess', called: 'always' }),
  acknowledge: () => ({ etaMinutes: 5 }),
  eta: () => ({ etaMinutes: 5 }),
  assign: () => ({ unitName: 'สายตรวจ 1' }),
  officers: () => ({ officerIds: [] }),
  resolve: () => ({ disposition: 'handled' }),
  reopen: () => ({ reason: 'ทดสอบ' }),
  transfer: () => ({ agencyId: randomUUID(), reason: 'ทดสอบ' }),
  'transfer-answer': () => ({ accept: true }),
  merge: (incidentId) => ({ intoIncidentId: incidentId }),
  'safety-notes': () => ({ kind: 'dog' }),
  withdraw: () => ({ reason: 'ทดสอบ' }),
  '/api/v1/shifts/:id/withdraw': () => ({}),
  '/api/v1/system-alerts/:id/resolve': () => ({}),
  type: () => ({ type: 'confinement' }),
  'place-detail': () => ({ detail: 'หลังวัด', was: null }),
  questions: () => ({ question: 'safe-to-write' }),
  messages: () => ({ text: 'สวัสดี' }),
  '/api/v1/me/orders/acknowledge': () => ({ alertId: randomUUID() }),
  '/api/v1/assignments/:id/done': () => ({}),
  '/api/v1/assignments/:id/note': () => ({ note: 'ทดสอบ' }),
  '/api/v1/assignments/:id/back-up': () => ({}),
  '/api/v1/agencies/:id/units': () => ({ callSign: randomUUID(), kind: 'car' }),
  units: () => ({ unitId: randomUUID() }),
  reassign: () => ({ unitId: randomUUID() }),
  service: () => ({ service: 'in-service' }),
  unmask: () => ({ field: 'phone', reason: 'call-reporter' }),
  conflicts: () => ({ personId: randomUUID(), kind: 'named', reason: 'ทดสอบ' }),
  lift: () => ({ reason: 'ทดสอบ' }),
  '/api/v1/cases/:id/records/:seriesId': () => ({ kind: 'note', basedOn: 0, body: {} }),
  sign: () => ({ version: 1 }),
  needs: () => ({ code: 'housing' }),
  '/api/v1/cases/:id/needs/:needId/end': () => ({ outcome: 'received-help', saidBy: 'person' }),
  'legal-facts': () => ({ fact: 'complaint-made', happenedAt: '2026-01-01T00:00:00.000Z' }),
  '/api/v1/cases/:id/decisions/:decisionId/done': () => ({}),
  guests: () => ({ personId: randomUUID(), until: '2027-01-01', reason: 'ทดสอบ' }),
  '/api/v1/care/early-notifications/:id/acknowledge': () => ({ arrivesInMinutes: 15 }),
  '/api/v1/cases/:id/reopen': () => ({ reason: 'not-safe' }),
  '/api/v1/cases': () => ({ source: 'walk-in', isMinor: false, place: { lat: 16.82, lng: 100.26 } }),
  reassess: () => ({ reason: 'risk-up' }),
  risk: () => ({ risk: 'high', reason: 'ทดสอบ' }),
  hold: () => ({ reason: 'away', until: '2027-01-01' }),
  'let-days-pass': () => ({ days: 1 }),
  nudge: () => ({ subjectId: randomUUID() }),
  approvals: () => ({ subject: 'not-opened', reason: 'duplicate' }),
  decide: () => ({ decision: 'approved' }),
  'help-drafts': () => ({ danger: 'no', form: {} }),
  '/api/v1/help-drafts/:id': () => ({ danger: 'no', form: {} }),
  submit: () => ({ sure: true }),
  '/api/v1/help-drafts/:id/withdraw': () => ({ reason: 'changed-mind' }),
  '/api/v1/help-requests/:id/withdraw': () => ({ reason: 'changed-mind' }),
  visits: () => ({ how: 'phone', happenedAt: '2026-01-01T00:00:00.000Z', confirms: [], differs: [] }),
  '/api/v1/help-requests/:id/propose': () => ({ kind: 'refuse', reason: 'facts-differ', note: 'ทดสอบ' }),
  '/api/v1/help-requests/:id/payments': () => ({ method: 'cash', amount: 1, paidOn: '2026-01-01' }),
  '/api/v1/help-requests/:id/receipt': () => ({ answer: 'received', askedBy: 'phone' }),
  '/api/v1/help-requests/:id/return': () => ({ fields: [{ field: 'place.address', reason: 'ทดสอบ' }] }),
  '/api/v1/help-requests/:id/appeal': () => ({ text: 'ทดสอบ' }),
  '/api/v1/help-requests/:id/decide-appeal': () => ({ decision: 'upheld', note: 'ทดสอบ' }),
  '/api/v1/help-requests/:id/merge': () => ({ intoRequestId: randomUUID() }),
  '/api/v1/help-requests/:id/open-case': () => ({ isMinor: false, risk: 'low' }),
  '/api/v1/help-checks/:id/decide': () => ({ result: 'confirmed', isRelative: false }),
  '/api/v1/cases/:id/approvals/:approvalId/withdraw': () => ({}),
  '/api/v1/cases/:id/transfer': (_, agencyId) => ({ agencyId, reason: 'moved' }),
  answer: () => ({ accept: true }),
  '/api/v1/cases/:id/transfer/withdraw': () => ({}),
  force: (_, agencyId) => ({ agencyId, reason: 'ทดสอบ' }),
  'case-transfers': (_, agencyId) => ({ fromWorkerId: randomUUID(), agencyId, reason: 'worker-leaves' }),
  '/api/v1/eef/accept': () => ({ ids: [randomUUID()] }),
  '/api/v1/eef/checks/:id/answer': () => ({ result: 'attending', on: '2026-11-01' }),
  answers: () => ({ text: 'referral,answer', isPreview: true }),
  referrals: (_, agencyId) => ({
    ...{ needId: randomUUID(), serviceCode: 'shelter', toAgencyId: agencyId, urgency: 'normal', basis: 'consent' },
  }),
  'referral-bundles': (_, agencyId) => ({
    referrals: [1, 2].map(() => ({
      ...{ caseId: randomUUID(), needId: randomUUID(), serviceCode: 'shelter', toAgencyId: agencyId },
      ...{ urgency: 'normal', basis: 'consent' },
    })),
  }),
  'own-service': () => ({ serviceCode: 'counselling' }),
  loss: () => ({ reason: 'ทดสอบ' }),
  '/api/v1/cases/:id/needs/:needId/loss/decide': () => ({ accept: false }),
  'capacity-questions': (_, agencyId) => ({
    ...{ needId: randomUUID(), serviceCode: 'shelter', toAgencyIds: [agencyId], urgency: 'normal' },
  }),
  '/api/v1/capacity-questions/:id/answer': () => ({ answer: 'yes' }),
  '/api/v1/cases/:id/needs/:needId/own-service/end': () => ({}),
  '/api/v1/referrals/:id/withdraw': () => ({ reason: 'better-service' }),
  '/api/v1/referrals/:id/accept': () => ({}),
  '/api/v1/referrals/:id/decline': () => ({ reason: 'no-capacity' }),
  'refuse-decline': () => ({ reason: 'ทดสอบ' }),
  '/api/v1/referrals/:id/hold': () => ({ reason: 'away', until: '2027-01-01' }),
  update: () => ({ note: 'ทดสอบ' }),
  complete: () => ({ outcome: 'received-help', on: '2026-11-01' }),
  'not-complete': () => ({ reason: 'could-not-contact' }),
  confirmation: () => ({ way: 'call', answer: 'received' }),
  links: () => ({ caseId: randomUUID(), kind: 'sibling' }),
  household: () => ({ relation: 'self', secret: false }),
  members: () => ({ relation: 'child', name: 'เด็กสมมติ' }),
  leave: () => ({}),
  split: () => ({ personIds: [randomUUID()], secret: true, barStaying: true }),
  '/api/v1/cases/:id/household/merge': () => ({ caseId: randomUUID() }),
  '/api/v1/cases/:id/household/changes/:changeId/undo': () => ({}),
  exclusions: () => ({ kind: 'phone', value: '0812345678', reason: 'named' }),
  '/api/v1/cases/:id/exclusions/:exclusionId/lift': () => ({}),
  measurements: () => ({ measuredOn: '2026-11-01', how: 'home-visit', answers: UNKNOWN_ANSWERS }),
  goals: () => ({ dimension: 'income', what: 'ขายของ', responsible: 'joint', dueOn: '2027-06-01' }),
  '/api/v1/cases/:id/self-reliance/measurements/:measurementId/correct': () => ({
    ...{ measuredOn: '2026-11-01', how: 'home-visit', answers: UNKNOWN_ANSWERS, reason: 'กดผิด' },
  }),
  '/api/v1/cases/:id/self-reliance/goals/:goalId/end': () => ({ outcome: 'reached' }),
  agree: () => ({ agreedOn: '2026-11-01', agreedBy: 'person', agreedHow: 'said' }),
  restart: () => ({ agreedOn: '2026-11-01', agreedBy: 'person', agreedHow: 'said' }),
  '/api/v1/cases/:id/self-reliance/withdraw': () => ({}),
  '/api/v1/cases/:id/self-reliance/decide': () => ({ decision: 'approved', measurementId: randomUUID() }),
  relapse: () => ({ reason: 'illness' }),
  stop: () => ({ reason: 'moved' }),
  'answer-links': () => ({ to: 'ทดสอบ', letter: false }),
  '/api/v1/referrals/:id/answer-links/revoke': () => ({}),
  '/api/v1/campaigns': (_, agencyId) => aCampaignBody(agencyId),
  '/api/v1/campaigns/:id': () => ({ ...A_CAMPAIGN, basedOn: 1 }),
  '/api/v1/placements': () => ({ ...A_PLACEMENT, campaignId: randomUUID() }),
  '/api/v1/placements/:code': () => ({ ...A_PLACEMENT, basedOn: 1 }),
  '/api/v1/placements/:code/checked': () => ({ status: 'shown' }),
  '/api/v1/outreach-events': () => ({ ...AN_EVENT, campaignId: randomUUID() }),
  '/api/v1/outreach-events/:id': () => ({ ...AN_EVENT, basedOn: 1 }),
  '/api/v1/insight/missed-targets/:id/reason': () => ({ interval: 'contact-to-scene', reason: 'far' }),
  '/api/v1/insight/exports': () => ({
    ...{ dataset: 'intervals', format: 'csv', language: 'th', purpose: 'for the monthly meeting', from: '2026-11-01' },
    to: '2026-11-30',
  }),
  '/api/v1/material-batches': () => ({
    ...{ material: 'poster-a4', format: 'pdf', language: 'th', campaignId: randomUUID() },
  }),
  'placement-imports': () => ({ campaignId: randomUUID(), fileName: 'places.csv', kind: 'store' }),
  parts: () => ({ part: 1, text: 'reference,name' }),
  '/api/v1/placement-imports/:id/commit': () => ({ leaveOut: 0 }),
  '/api/v1/services': (_, agencyId) => aServiceBody(agencyId),
  '/api/v1/services/:id': (_, agencyId) => ({ ...aServiceBody(agencyId), basedOn: 1 }),
  'service-imports': () => ({ format: 'csv', text: 'provider', isPreview: true }),
  'free-places': () => ({ free: 3 }),
  '/api/v1/certificates': (_, agencyId) => ({
    ...{ agencyId, kind: 'officer', citation: 'duty-well-done', givenOn: '2026-11-28' },
    ...{ signers: [{ name: 'นายสมมติ', position: 'ผู้กำกับการ' }], people: [{ name: 'ดาบตำรวจสมมติ' }] },
  }),
  '/api/v1/certificates/approve': () => ({ ids: [randomUUID()] }),
  '/api/v1/certificates/decline': () => ({ ids: [randomUUID()], reason: 'ทดสอบ' }),
  '/api/v1/certificates/withdraw': () => ({ ids: [randomUUID()] }),
  '/api/v1/certificates/issue': () => ({ ids: [randomUUID()] }),
  '/api/v1/certificates/:id/revoke': () => ({ reason: 'wrong-details' }),
  '/api/v1/certificates/:id/shown': () => ({ shown: 'private', consent: { on: '2026-11-01', kept: 'แฟ้ม' } }),
  findings: () => ({ reportId: randomUUID(), evidence: ['reporter-admits'], note: 'ทดสอบ' }),
  [`${IN_FINDING}/confirm`]: () => ({ reason: A_REASON, clauses: ['criminal-code-173'], measures: [], answersRead: 0 }),
  [`${IN_FINDING}/drop`]: () => ({ dropReason: 'good-faith' }),
  [`${IN_FINDING}/notice`]: () => ({ way: 'in-person' }),
  [`${IN_FINDING}/appeal`]: () => ({ text: 'ทดสอบ' }),
  [`${IN_FINDING}/decide-appeal`]: () => ({ outcome: 'uphold', reason: A_REASON, answersRead: 0 }),
  [`${IN_FINDING}/end-inquiry`]: () => ({ note: 'ทดสอบ' }),
  '/api/v1/publications': () => ({ period: '2026-01' }),
  '/api/v1/insight/annual-reports': () => ({ calendar: 'calendar', year: 2024 }),
  discard: () => ({ reason: 'ทดสอบ' }),
  join: () => ({ placeId: randomUUID() }),
  part: () => ({ placeId: randomUUID() }),
  separate: (incidentId) => ({ incidentId }),
  'put-back': (incidentId) => ({ incidentId }),
  '/api/v1/insight/revisits/:id/answer': () => ({ outcome: 'done', cameOf: ['calm'], dangerNow: false }),
  team: () => ({ personId: randomUUID(), profession: 'doctor', sections: ['health'], until: '2027-01-01' }),
};

export function bodyFor({ path }: { path: string }, incidentId: string, agencyId: string): object {
  return (BODIES[path] ?? BODIES[path.split('/').at(-1) ?? ''])?.(incidentId, agencyId) ?? {};
}
