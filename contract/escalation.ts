import { z } from 'zod';
import { notificationStateSchema } from './alerting.ts';
import { agencyKindSchema } from './jurisdiction.ts';
import { optionalText } from './text.ts';

/** Whom a step alerts. The first two belong to the responsible agency, the others do not. */
export const ESCALATION_TARGETS = [
  'on-duty',
  'duty-chief',
  'next-station',
  'centre-191',
  'province-command',
  'national-desk',
] as const;
export type EscalationTarget = (typeof ESCALATION_TARGETS)[number];
const targetSchema = z.enum(ESCALATION_TARGETS);

/** Whether the target is people of the responsible agency itself. */
export function isOwn(target: EscalationTarget): boolean {
  return target === 'on-duty' || target === 'duty-chief';
}

export const escalationStepSchema = z
  .strictObject({
    /** Counted from the alert. */
    afterSeconds: z.int().min(0).max(3600),
    targets: z.array(targetSchema).min(1).max(ESCALATION_TARGETS.length),
  })
  .meta({ id: 'EscalationStep' });
export type EscalationStep = z.infer<typeof escalationStepSchema>;

export type EscalationPlan = { steps: EscalationStep[]; repeatSeconds: number };
export const POLICY_FAULTS = ['first-at-once', 'rising', 'doubled', 'beyond-the-station'] as const;
export type PolicyFault = (typeof POLICY_FAULTS)[number];

/** Faults by which an alert could remain unanswered, each once. Page and server use the same check. */
export function faultsOf({ steps }: Pick<EscalationPlan, 'steps'>): PolicyFault[] {
  const [first] = steps;
  const faults: PolicyFault[] = [];
  if (first?.afterSeconds !== 0 || !first.targets.includes('on-duty')) faults.push('first-at-once');
  if (steps.some((step, at) => at > 0 && step.afterSeconds <= (steps[at - 1]?.afterSeconds ?? 0)))
    faults.push('rising');
  if (steps.some(({ targets }) => new Set(targets).size < targets.length)) faults.push('doubled');
  if (!steps.at(-1)?.targets.some((target) => !isOwn(target))) faults.push('beyond-the-station');
  return faults;
}

/** Kinds of agencies that can be responsible for an incident, and so have an escalation policy. */
export const POLICY_AGENCY_KINDS = ['station', 'centre-191', 'provincial-police', 'national-desk'] as const;
export const policyAgencyKindSchema = z.enum(POLICY_AGENCY_KINDS);
export type PolicyAgencyKind = z.infer<typeof policyAgencyKindSchema>;

const stepsShape = {
  steps: z.array(escalationStepSchema).min(1).max(8),
  /** The last step is repeated at this interval until somebody answers. */
  repeatSeconds: z.int().min(30).max(600),
};

export const publishEscalationPolicySchema = z.strictObject({
  agencyKind: policyAgencyKindSchema,
  ...stepsShape,
  /** The version it was edited from, so that two editors do not overwrite each other. Zero: the first version of this branch. */
  basedOn: z.int().min(0),
  note: optionalText(300).optional(),
});

const at = z.iso.datetime();
export const escalationPolicySchema = z
  .object({
    id: z.uuid(),
    agencyKind: agencyKindSchema,
    /** Null: the whole country. */
    branch: z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable() }).nullable(),
    version: z.int(),
    steps: z.array(escalationStepSchema),
    repeatSeconds: z.int(),
    note: z.string().nullable(),
    publishedAt: at,
    publishedBy: z.string().nullable(),
    /** Whether it is the version in force; older versions remain readable. */
    isCurrent: z.boolean(),
  })
  .meta({ id: 'EscalationPolicy' });
export type EscalationPolicy = z.infer<typeof escalationPolicySchema>;

export const escalationPoliciesSchema = z.object({
  policies: z.array(escalationPolicySchema),
  /** The branch for which this person may publish: its id, or null for the country. Absent: none. */
  editable: z.object({ branchId: z.uuid().nullable(), nameTh: z.string(), nameEn: z.string().nullable() }).optional(),
});
export type EscalationPolicies = z.infer<typeof escalationPoliciesSchema>;

/** One agency that a step has alerted, or would alert. */
export const recipientAgencySchema = z.object({
  target: targetSchema,
  agencyId: z.uuid(),
  nameTh: z.string(),
  nameEn: z.string().nullable(),
  people: z.int(),
  /** Why it was passed over; its people, if there are any, are alerted all the same. */
  passedOver: z.enum(['nobody-on-duty', 'no-heartbeat', 'nobody', 'no-channel']).nullable(),
});
export type RecipientAgency = z.infer<typeof recipientAgencySchema>;

export const stepNotificationSchema = z.object({
  /** Null: a station's group or a gateway. */
  name: z.string().nullable(),
  agencyId: z.uuid(),
  channel: z.string(),
  state: notificationStateSchema,
  cause: z.string().nullable(),
});

/** The executed and the next steps of an incident's escalation. */
export const incidentEscalationSchema = z
  .object({
    now: at,
    reason: z.enum(['unanswered', 'eta-passed']).nullable(),
    beganAt: at.nullable(),
    /** Null while the run is active. */
    stoppedAt: at.nullable(),
    stoppedBy: z.string().nullable(),
    executions: z.array(
      z.object({
        step: z.int(),
        repeat: z.int(),
        dueAt: at,
        executedAt: at,
        recipients: z.array(recipientAgencySchema),
        notifications: z.array(stepNotificationSchema),
      }),
    ),
    /** The next step, if nobody answers. */
    next: z.object({ dueAt: at, repeat: z.int(), recipients: z.array(recipientAgencySchema) }).nullable(),
  })
  .meta({ id: 'IncidentEscalation' });
export type IncidentEscalation = z.infer<typeof incidentEscalationSchema>;

/** Whom the policy of an agency would alert at this moment. */
export const escalationPreviewSchema = z.object({
  policy: escalationPolicySchema,
  steps: z.array(z.object({ afterSeconds: z.int(), recipients: z.array(recipientAgencySchema) })),
});
export type EscalationPreview = z.infer<typeof escalationPreviewSchema>;
