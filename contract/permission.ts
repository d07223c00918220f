import { z } from 'zod';

/** All permissions. The application checks permissions, never roles. */
export const PERMISSIONS = [
  /** Incidents that involve agencies of one's branch. */
  'incident:view',
  /** Only incidents that one was assigned to. */
  'incident:view-assigned',
  /** Only incidents that one was invited to, masked, until a date. */
  'incident:view-invited',
  /** The exact place, and texts that may contain it: labels, chat, notes. Without it, only the subdistrict. */
  'incident:view-place',
  /** The reporter's phone number, for incidents whose responsible agency lies in one's branch. */
  'incident:view-phone',
  /** Show a masked field, with a recorded reason. */
  'incident:unmask',
  'incident:acknowledge',
  'incident:assign',
  'incident:progress',
  'incident:resolve',
  'incident:close',
  'incident:reopen',
  'incident:transfer',
  'incident:merge',
  'incident:message',
  'incident:invite-guest',
  /** Mark a conflict of interest of a colleague, and lift it. */
  'incident:mark-conflict',
  /** Decide whether somebody reported falsely, never on one's own proposal. */
  'incident:decide-finding',
  /** Export ended incidents as a table: numbers and times, no place and no person. */
  'incident:export',
  /** Views of incidents of one's branch, and which are unusual. */
  'audit:view',
  /** Take an incident of one's branch over from a station that does not answer. */
  'incident:take-over',
  /** Involve further stations in an incident; one of them leads. */
  'incident:involve',
  /** Safety notes that protect the next patrol at a place: weapons, children, an agitated person. */
  'incident:note-safety',
  /** Enter reports made by telephone. */
  'report:take-by-phone',
  /** The list of people to call back. */
  'report:call-back',
  'report:view-unfinished',
  'report:view-phone',
  /** Cases of one's branch: of the centre, the province, the country. */
  'case:view',
  /** Only sections of cases that one was invited to, until a date. */
  'case:view-invited',
  /** Accept cases, fill in forms, propose decisions. */
  'case:work',
  /** Decide on what a colleague proposed, never on one's own; move a case by force, with a reason. */
  'case:approve',
  /** Offer a case to another worker or agency, and answer offers. */
  'case:transfer',
  /** Open a case for somebody who calls or walks in. */
  'case:open',
  /** Invite people of other professions to sections of a case; bar whoever must not learn of it. */
  'case:invite',
  'case:search',
  /** Give a person a copy of what is held about them (PDPA s.30), and decide what of it is withheld. */
  'case:give-copy',
  /** Referrals to agencies of one's branch: the need, not the person, until they are accepted. */
  'referral:view',
  /** Accept or decline what one's agency was sent, and report what became of it. */
  'referral:answer',
  /** Decide on a colleague's proposal to decline what the law gives one's agency to do. */
  'referral:confirm-decline',
  /** The page of the Equitable Education Fund: children who were sent to it, files and figures. */
  'eef:view',
  /** File a request for help for somebody, and see what became of those one filed. */
  'help:file',
  /** Check requests from one's own tambon, as the leader of its volunteers. */
  'help:check-tambon',
  /** Check requests from one's own amphoe, after the tambon. */
  'help:check-amphoe',
  /** Requests for help of one's branch. */
  'help:view',
  /** Receive requests, find out the facts, return, propose, record what was paid. */
  'help:work',
  /** Decide on what a colleague proposed, never on one's own. */
  'help:approve',
  /** The directory of services, to which people are referred. */
  'service:view',
  /** Write and check entries of the directory whose provider lies in one's branch. */
  'service:edit',
  /** Campaigns, placements and how often each was opened, of one's branch. */
  'outreach:view',
  /** Write campaigns, placements and events, and import files of placements. */
  'outreach:edit',
  /** Note that a sign hangs where it should, or no longer does. */
  'outreach:check',
  /** How many reports came by each placement, and where nobody knows the service; partners read sums only. */
  'outreach:view-reports',
  /** Figures of one's branch: of the station, the province, the country. No incident and no person. */
  'insight:view',
  /** Figures of care of one's branch: cases, needs, referrals. No case and no person. */
  'insight:view-care',
  /** Propose public figures, and publish what somebody else proposed; counts only for people of the whole nation. */
  'insight:publish',
  /** Where a repeat place is, for a purpose that is recorded; join and separate places. */
  'place:read',
  /** Visits to repeat places, given to one's station or centre: where they are due, and what came of them. */
  'place:revisit',
  'agency:view',
  'agency:set-readiness',
  /** Who is on duty in one's branch, gaps, and which stations are ready. */
  'duty:view',
  /** Rosters, swaps and sick leave of one's branch. */
  'duty:manage',
  /** Check in and out for duty. */
  'duty:serve',
  /** Start an exercise: an incident that is not real and is marked as such everywhere. */
  'duty:exercise',
  'escalation-policy:view',
  'escalation-policy:edit',
  /** Groups in LINE of a branch, and its machines that are called: radio, SMS, its own system. */
  'alerting:manage',
  'unit:view',
  /** Units, their members and status. */
  'unit:manage',
  /** One's own unit: its status, and its position during an assignment. */
  'unit:serve',
  'unit:view-positions',
  /** Ended incidents with a victim or a child, for the centre that provides care afterwards. */
  'care:view-hand-overs',
  /** The people of one's branch: memberships and invitations. */
  'account:view',
  /** Invite people, disable accounts and make password links, within one's branch. */
  'account:manage',
  /** Certificates of honour of one's branch. */
  'certificate:view',
  /** Propose certificates, issue what was approved, print them. */
  'certificate:propose',
  /** Decide on what somebody else proposed, and revoke. */
  'certificate:approve',
  'system-alert:view',
  'system-alert:resolve',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

/** Any of these allows a case's page; access to each case and section is decided separately. */
export const VIEW_A_CASE = ['case:view', 'case:view-invited'] as const satisfies Permission[];

/** Any of these allows an incident's page; access to each incident is decided separately. */
export const VIEW_AN_INCIDENT = [
  'incident:view',
  'incident:view-assigned',
  'incident:view-invited',
] as const satisfies Permission[];

const WATCH = [
  'incident:view',
  'incident:view-place',
  'incident:unmask',
  'agency:view',
] as const satisfies Permission[];
const HANDLE = [
  ...WATCH,
  'incident:acknowledge',
  'incident:assign',
  'incident:progress',
  'incident:resolve',
  'incident:close',
  'incident:reopen',
  'incident:transfer',
  'incident:merge',
  'incident:message',
  'agency:set-readiness',
  'incident:involve',
  'incident:note-safety',
  'duty:view',
  'duty:serve',
  'escalation-policy:view',
  'unit:view',
  'unit:manage',
  'unit:view-positions',
] as const satisfies Permission[];
const SUPERVISE = [
  'incident:invite-guest',
  'incident:mark-conflict',
  'incident:decide-finding',
  'incident:export',
  'insight:view',
  'audit:view',
  'duty:exercise',
] as const satisfies Permission[];
/** Goes back to doors behind which more than one incident happened. */
const GO_BACK = ['place:read', 'place:revisit'] as const satisfies Permission[];
/** Thanks people who helped. */
const HONOUR = ['certificate:view', 'certificate:propose', 'certificate:approve'] as const satisfies Permission[];
/** Responsible for a branch: plans duty and how officers are alerted. */
const COMMAND = ['duty:manage', 'alerting:manage', 'care:view-hand-overs'] as const satisfies Permission[];
/** Works where calls come in. */
const ANSWER_CALLS = ['report:view-phone', 'report:take-by-phone', 'report:call-back'] as const satisfies Permission[];

/** Works on cases at a centre or an office. */
const CARE_FOR = [
  ...(['incident:view-invited', 'agency:view', 'care:view-hand-overs'] as const),
  ...(['case:view', 'case:work', 'case:open', 'case:transfer', 'case:invite', 'service:view'] as const),
  ...(['referral:view', 'referral:answer'] as const),
  ...(['help:file', 'help:view', 'help:work'] as const),
  ...GO_BACK,
] as const satisfies Permission[];
const SUPERVISE_CARE = [
  ...CARE_FOR,
  ...([
    'case:approve',
    'case:search',
    'case:give-copy',
    'referral:confirm-decline',
    'help:approve',
    'service:edit',
    'insight:view-care',
  ] as const),
] as const satisfies Permission[];
/** Takes referrals. */
const RECEIVE = ['agency:view', 'referral:view', 'referral:answer', 'service:view'] as const satisfies Permission[];

/** อพม.: files for neighbours and sees no more than what became of it. */
const VOLUNTEER = ['agency:view', 'help:file'] as const satisfies Permission[];

/**
 * Roles are named sets of permissions that a person has in an agency. A table in `permission.test.ts` repeats them, so that
 * no role gains a permission by accident.
 */
export const ROLES = {
  'duty-officer': [...HANDLE, ...GO_BACK, 'incident:view-phone', 'unit:serve'],
  patrol: [
    ...(['incident:view-assigned', 'incident:view-phone', 'incident:progress', 'incident:note-safety'] as const),
    ...(['agency:view', 'duty:serve', 'unit:serve', 'place:revisit'] as const),
  ],
  superintendent: [...HANDLE, ...SUPERVISE, ...COMMAND, ...HONOUR, ...GO_BACK],
  'centre-191': [
    ...[...HANDLE, ...SUPERVISE, ...ANSWER_CALLS, ...GO_BACK],
    ...(['incident:view-phone', 'incident:take-over', 'report:view-unfinished'] as const),
    ...(['certificate:view', 'certificate:propose'] as const),
  ],
  'province-commander': [
    ...[...HANDLE, ...SUPERVISE, ...COMMAND, ...HONOUR, ...GO_BACK],
    ...(['incident:take-over', 'escalation-policy:edit', 'report:view-unfinished'] as const),
  ],
  caseworker: CARE_FOR,
  /** Decides on what the workers of a centre or an office propose. */
  'care-supervisor': SUPERVISE_CARE,
  'provincial-social-office': [...SUPERVISE_CARE, ...HONOUR, 'insight:view'],
  volunteer: VOLUNTEER,
  /** Leads the volunteers of a tambon. */
  'volunteer-leader': [...VOLUNTEER, 'help:check-tambon'],
  /** Leads those of an amphoe; serves at one of its centres and checks for all of them, and for no other amphoe. */
  'amphoe-volunteer-leader': [...VOLUNTEER, 'help:check-amphoe'],
  'national-desk': [
    ...[...HANDLE, ...SUPERVISE, ...ANSWER_CALLS, ...HONOUR],
    ...(['incident:take-over', 'escalation-policy:edit', 'care:view-hand-overs'] as const),
    ...(['report:view-unfinished', 'system-alert:view', 'case:view', 'case:open', 'insight:publish'] as const),
    'insight:view-care',
    ...(['help:file', 'help:view'] as const),
    ...(['service:view', 'service:edit'] as const),
  ],
  /** Works at a service that takes referrals. */
  'service-provider': RECEIVE,
  'service-supervisor': [...RECEIVE, 'referral:confirm-decline', 'service:edit'],
  'eef-officer': [...RECEIVE, 'eef:view', 'service:edit'],
  /** Plans with statistics and areas; sees no incident and no person. */
  analyst: ['agency:view', 'insight:view', 'insight:view-care', 'insight:publish'],
  'outreach-officer': [
    ...(['agency:view', 'outreach:view', 'outreach:edit', 'outreach:check', 'outreach:view-reports'] as const),
  ],
  /** Works for a company that shows the code: sees its own placements, and of reports only sums of ten or more. */
  'outreach-partner': ['agency:view', 'outreach:view', 'outreach:check'],
  /** Multidisciplinary team (hospital, school, lawyer, psychologist). */
  guest: ['incident:view-invited', 'case:view-invited'],
  administrator: [
    ...(['agency:view', 'account:view', 'account:manage', 'alerting:manage'] as const),
    ...(['system-alert:view', 'system-alert:resolve'] as const),
  ],
} as const satisfies Record<string, readonly Permission[]>;

export const roleSchema = z.enum(Object.keys(ROLES) as [keyof typeof ROLES]);
export type Role = keyof typeof ROLES;
