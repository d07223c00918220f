import { z } from 'zod';
import { noticeStateSchema } from './alerting.ts';
import { agencyKindSchema } from './jurisdiction.ts';
import { words } from './words.ts';

/** Whom a rung tells. The first two are of the agency that answers for the incident, the others beyond it. */
export const LADDER_TARGETS = [
  'on-duty',
  'duty-chief',
  'next-station',
  'centre-191',
  'province-command',
  'national-desk',
] as const;
export type LadderTarget = (typeof LADDER_TARGETS)[number];
const targetSchema = z.enum(LADDER_TARGETS);

/** True: people of the responsible agency itself. An agency without anybody on duty is passed over with all of these. */
export function isOwn(target: LadderTarget): boolean {
  return target === 'on-duty' || target === 'duty-chief';
}

export const rungSchema = z
  .strictObject({
    /** From the alert on. */
    afterSeconds: z.int().min(0).max(3600),
    targets: z.array(targetSchema).min(1).max(LADDER_TARGETS.length),
  })
  .meta({ id: 'LadderRung' });
export type Rung = z.infer<typeof rungSchema>;

export type LadderSteps = { rungs: Rung[]; repeatSeconds: number };
export const LADDER_FAULTS = ['first-at-once', 'rising', 'doubled', 'beyond-the-station'] as const;
export type LadderFault = (typeof LADDER_FAULTS)[number];

/** What would leave somebody unheard, each once. The page and the server ask the same. */
export function faultsOf({ rungs }: Pick<LadderSteps, 'rungs'>): LadderFault[] {
  const [first] = rungs;
  const faults: LadderFault[] = [];
  if (first?.afterSeconds !== 0 || !first.targets.includes('on-duty')) faults.push('first-at-once');
  if (rungs.some((rung, at) => at > 0 && rung.afterSeconds <= (rungs[at - 1]?.afterSeconds ?? 0)))
    faults.push('rising');
  if (rungs.some(({ targets }) => new Set(targets).size < targets.length)) faults.push('doubled');
  if (!rungs.at(-1)?.targets.some((target) => !isOwn(target))) faults.push('beyond-the-station');
  return faults;
}

/** Agencies that can answer for an incident, and so have a ladder. */
export const LADDER_KINDS = ['station', 'centre-191', 'provincial-police', 'national-desk'] as const;
export const ladderKindSchema = z.enum(LADDER_KINDS);
export type LadderKind = z.infer<typeof ladderKindSchema>;

const stepsShape = {
  rungs: z.array(rungSchema).min(1).max(8),
  /** After the last rung it is told again this often, until a human answers: never silent. */
  repeatSeconds: z.int().min(30).max(600),
};

export const publishLadderSchema = z.strictObject({
  agencyKind: ladderKindSchema,
  ...stepsShape,
  /** The version it was made from: two who edit at once do not overwrite each other. Zero: the first of this branch. */
  basedOn: z.int().min(0),
  note: words(300).optional(),
});

const at = z.iso.datetime();
export const ladderSchema = z
  .object({
    id: z.uuid(),
    agencyKind: agencyKindSchema,
    /** Null: of the whole country. */
    branch: z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable() }).nullable(),
    version: z.int(),
    rungs: z.array(rungSchema),
    repeatSeconds: z.int(),
    note: z.string().nullable(),
    publishedAt: at,
    publishedBy: z.string().nullable(),
    /** The one that counts now; older ones stay to be looked up. */
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Ladder' });
export type Ladder = z.infer<typeof ladderSchema>;

export const laddersSchema = z.object({
  ladders: z.array(ladderSchema),
  /** The branch for which this person may publish versions: its id, or null for the country. Absent: none. */
  editable: z.object({ branchId: z.uuid().nullable(), nameTh: z.string(), nameEn: z.string().nullable() }).optional(),
});
export type Ladders = z.infer<typeof laddersSchema>;

/** One agency as a rung reached it, or would. */
export const reachedSchema = z.object({
  target: targetSchema,
  agencyId: z.uuid(),
  nameTh: z.string(),
  nameEn: z.string().nullable(),
  people: z.int(),
  /** Why it was passed over: it is told all the same where anybody is there to tell. */
  passedOver: z.enum(['nobody-on-duty', 'no-heartbeat', 'nobody', 'no-channel']).nullable(),
});
export type ReachedAgency = z.infer<typeof reachedSchema>;

export const noticeSchema = z.object({
  /** Null: a station's group or a gateway. */
  name: z.string().nullable(),
  agencyId: z.uuid(),
  channel: z.string(),
  state: noticeStateSchema,
  cause: z.string().nullable(),
});

/** What the ladder did for one incident, and what it does next. */
export const incidentLadderSchema = z
  .object({
    now: at,
    reason: z.enum(['unanswered', 'eta-passed']).nullable(),
    beganAt: at.nullable(),
    /** Null while it climbs. */
    stoppedAt: at.nullable(),
    stoppedBy: z.string().nullable(),
    fired: z.array(
      z.object({
        rung: z.int(),
        repeat: z.int(),
        dueAt: at,
        firedAt: at,
        reached: z.array(reachedSchema),
        notices: z.array(noticeSchema),
      }),
    ),
    /** If nobody answers. */
    next: z.object({ dueAt: at, repeat: z.int(), reached: z.array(reachedSchema) }).nullable(),
  })
  .meta({ id: 'IncidentLadder' });
export type IncidentLadder = z.infer<typeof incidentLadderSchema>;

/** The ladder of an agency as it would climb at this moment. */
export const ladderPreviewSchema = z.object({
  ladder: ladderSchema,
  steps: z.array(z.object({ afterSeconds: z.int(), reached: z.array(reachedSchema) })),
});
export type LadderPreview = z.infer<typeof ladderPreviewSchema>;
