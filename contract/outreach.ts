import { z } from 'zod';
import { languageSchema } from './languages.ts';
import { latLngSchema } from './position.ts';
import { optionalText, requiredName } from './text.ts';

// Where people learn that they can report: campaigns, placements with a code each, and what each brought in.

/** Kinds of placements. The last three are no place: whoever opens their code may be anywhere. */
export const PLACEMENT_KINDS = [
  ...(['store', 'school', 'poster', 'pos-screen', 'plan-b-screen', 'meeting', 'event'] as const),
  ...(['line-group', 'staff-app', 'desktop'] as const),
] as const;
export const placementKindSchema = z.enum(PLACEMENT_KINDS);
export type PlacementKind = z.infer<typeof placementKindSchema>;
const NOWHERE: readonly PlacementKind[] = ['line-group', 'staff-app', 'desktop'];
/** Whether a placement of this kind stands somewhere. */
export const hasPlace = (kind: PlacementKind): boolean => !NOWHERE.includes(kind);

/** `checked`: somebody saw it hanging. `removed`: it hangs no more; its code still opens the general page. */
export const PLACEMENT_STATUSES = ['planned', 'shown', 'checked', 'removed'] as const;
export const placementStatusSchema = z.enum(PLACEMENT_STATUSES);
export type PlacementStatus = z.infer<typeof placementStatusSchema>;

export const CAMPAIGN_STATUSES = ['draft', 'running', 'closed'] as const;
export const campaignStatusSchema = z.enum(CAMPAIGN_STATUSES);
export type CampaignStatus = z.infer<typeof campaignStatusSchema>;

/**
 * Steps that are counted of a code. A preview is fetched by an app that shows a link, a bot says that it is one; who practised
 * went through the exercise, who passed also answered its questions.
 */
export const COUNTED_STEPS = ['opened', 'to-line', 'to-web', 'preview', 'bot', 'practised', 'passed'] as const;
export type CountedStep = (typeof COUNTED_STEPS)[number];
const countsSchema = z.object({
  opened: z.int(),
  toLine: z.int(),
  toWeb: z.int(),
  preview: z.int(),
  bot: z.int(),
});
export type OpenCounts = z.infer<typeof countsSchema>;

const day = z.iso.date();
const ownerSchema = z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable() });

export const campaignFactsSchema = z.strictObject({
  /** Whose campaign it is: a partner, or an office. */
  agencyId: z.uuid(),
  name: requiredName(120),
  aim: optionalText(1000),
  startsOn: day,
  endsOn: day.nullable(),
  languages: z.array(languageSchema).min(1).max(6),
  budgetBaht: z.int().min(0).max(2_000_000_000).nullable(),
  status: campaignStatusSchema,
});
export type CampaignFacts = z.infer<typeof campaignFactsSchema>;
export const newCampaignSchema = campaignFactsSchema.meta({ id: 'NewCampaign' });
export const changedCampaignSchema = campaignFactsSchema
  .omit({ agencyId: true })
  .extend({ basedOn: z.int() })
  .meta({ id: 'ChangedCampaign' });

export const campaignSchema = campaignFactsSchema
  .extend({
    id: z.uuid(),
    version: z.int(),
    owner: ownerSchema,
    placements: z.object({ planned: z.int(), shown: z.int(), checked: z.int(), removed: z.int() }),
    counts: countsSchema,
    changedAt: z.iso.datetime(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof campaignSchema>;
export const campaignListSchema = z
  .object({
    campaigns: z.array(campaignSchema),
    /** For whom the caller may begin a campaign. */
    owners: z.array(ownerSchema),
  })
  .meta({ id: 'CampaignList' });
export type CampaignList = z.infer<typeof campaignListSchema>;

export const placementFactsSchema = z.strictObject({
  kind: placementKindSchema,
  name: requiredName(150),
  /** The number by which its owner knows it. */
  reference: requiredName(60).nullable(),
  /** Null only where there is no place: a group in LINE, an app of the staff. */
  position: latLngSchema.nullable(),
  status: placementStatusSchema,
});
export type PlacementFacts = z.infer<typeof placementFactsSchema>;
export const newPlacementSchema = placementFactsSchema.extend({ campaignId: z.uuid() }).meta({ id: 'NewPlacement' });
export const changedPlacementSchema = placementFactsSchema
  .extend({ basedOn: z.int() })
  .meta({ id: 'ChangedPlacement' });
export const checkedPlacementSchema = z
  .strictObject({ status: placementStatusSchema.exclude(['planned']) })
  .meta({ id: 'CheckedPlacement' });

export const placementSchema = placementFactsSchema
  .extend({
    code: z.string(),
    version: z.int(),
    campaignId: z.uuid(),
    campaign: z.string(),
    owner: ownerSchema,
    /** Subdistrict, district and province in one line. */
    placeTh: z.string().nullable(),
    checkedOn: day.nullable(),
    counts: countsSchema,
    /** The newest photo of it where it hangs. */
    photo: z.object({ id: z.uuid(), addedAt: z.iso.datetime() }).nullable(),
    mayChange: z.boolean(),
    mayCheck: z.boolean(),
  })
  .meta({ id: 'Placement' });
export type Placement = z.infer<typeof placementSchema>;
export const placementListSchema = z
  .object({ placements: z.array(placementSchema), total: z.int() })
  .meta({ id: 'PlacementList' });
export type PlacementList = z.infer<typeof placementListSchema>;

/** Placements that lie close together, as one mark on the map. */
export const placementClusterSchema = z
  .object({
    clusters: z.array(
      z.object({
        position: latLngSchema,
        n: z.int(),
        /** Of a mark that is one placement alone. */
        code: z.string().nullable(),
        name: z.string().nullable(),
      }),
    ),
    total: z.int(),
  })
  .meta({ id: 'PlacementClusters' });
export type PlacementClusters = z.infer<typeof placementClusterSchema>;

/** What is wrong with a row of a file; such a row is left out. */
export const IMPORT_PROBLEMS = [
  'name-missing',
  'name-unfit',
  'kind-unknown',
  'reference-missing',
  'reference-unfit',
  /** `about`: the row that has it already. */
  'reference-twice',
  'position-missing',
  'position-unreadable',
  'position-outside',
  /** The same name and kind within 30 m. `about`: the row, or the code of the placement. */
  'duplicate',
  /** `about`: how many cells it has. */
  'cells',
] as const;
export const importProblemSchema = z.enum(IMPORT_PROBLEMS);
export type ImportProblem = z.infer<typeof importProblemSchema>;

export const IMPORT_CHANGES = ['new', 'changed', 'same', 'wrong'] as const;
export type ImportChange = (typeof IMPORT_CHANGES)[number];

export const placementImportSchema = z
  .object({
    id: z.uuid(),
    campaignId: z.uuid(),
    fileName: z.string(),
    status: z.enum(['reading', 'ready', 'committed', 'failed']),
    /** How many parts were read. */
    parts: z.int(),
    rows: z.int(),
    new: z.int(),
    changed: z.int(),
    same: z.int(),
    wrong: z.int(),
    /** Placements of this owner and campaign that the file does not name: proposed for removal, never removed by it. */
    missing: z.int(),
    /** The first wrong rows; all of them are in the CSV. Row 1 is the header. */
    problems: z.array(
      z.object({
        row: z.int(),
        problem: importProblemSchema,
        about: z.string().nullable(),
        reference: z.string(),
        name: z.string(),
      }),
    ),
    madeAt: z.iso.datetime(),
    committedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'PlacementImport' });
export type PlacementImport = z.infer<typeof placementImportSchema>;
/**
 * A file is sent in parts, so that a bad line loses one of them and not everything, and so that the server holds little of it at
 * a time. Each ends with the end of a row.
 */
export const IMPORT_PART_CHARACTERS = 250_000;
export const newImportSchema = z
  .strictObject({
    campaignId: z.uuid(),
    fileName: requiredName(200),
    /** Of rows that do not say what they are. */
    kind: placementKindSchema,
  })
  .meta({ id: 'NewPlacementImport' });
export const importPartSchema = z
  .strictObject({
    /** From 1, one after the other; the last one again is the same. */
    part: z.int().min(1).max(1000),
    /** CSV; the first part begins with the names of the columns. */
    text: z.string().max(IMPORT_PART_CHARACTERS),
  })
  .meta({ id: 'PlacementImportPart' });
export const commitImportSchema = z
  .strictObject({
    /** How many wrong rows are left out, as the preview said; another number is refused. */
    leaveOut: z.int().min(0),
  })
  .meta({ id: 'CommitPlacementImport' });

/** Where people are met: they come, hear of the service, and scan a code. */
export const EVENT_KINDS = ['roadshow', 'meeting', 'training'] as const;
export const eventKindSchema = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof eventKindSchema>;
export const EVENT_STATUSES = ['planned', 'held', 'cancelled'] as const;
export const eventStatusSchema = z.enum(EVENT_STATUSES);
export type EventStatus = z.infer<typeof eventStatusSchema>;

export const eventFactsSchema = z.strictObject({
  kind: eventKindSchema,
  name: requiredName(150),
  startsOn: day,
  /** The last day; of one day it is the same. */
  endsOn: day,
  /** Where, as people know it. */
  placeName: requiredName(200),
  position: latLngSchema.nullable(),
  /** Who invites and who speaks. */
  hosts: optionalText(500),
  /** How many came; null until somebody has counted them. */
  attendance: z.int().min(0).max(1_000_000).nullable(),
  /** What came of it, in their own words. */
  results: optionalText(2000),
  status: eventStatusSchema,
  /** Codes that were shown there; all of the campaign's owner. */
  codes: z.array(z.string().trim().max(20)).max(50),
});
export type EventFacts = z.infer<typeof eventFactsSchema>;
export const newEventSchema = eventFactsSchema.extend({ campaignId: z.uuid() }).meta({ id: 'NewOutreachEvent' });
export const changedEventSchema = eventFactsSchema.extend({ basedOn: z.int() }).meta({ id: 'ChangedOutreachEvent' });
export const outreachEventSchema = eventFactsSchema
  .extend({
    id: z.uuid(),
    version: z.int(),
    campaignId: z.uuid(),
    campaign: z.string(),
    owner: ownerSchema,
    placeTh: z.string().nullable(),
    /** Of its codes on its days. */
    counts: z.object({ opened: z.int(), wentOn: z.int(), practised: z.int(), passed: z.int() }),
    changedAt: z.iso.datetime(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'OutreachEvent' });
export type OutreachEvent = z.infer<typeof outreachEventSchema>;
/** The latest first; there are hundreds at most. */
export const outreachEventListSchema = z
  .object({ events: z.array(outreachEventSchema) })
  .meta({ id: 'OutreachEventList' });
export type OutreachEventList = z.infer<typeof outreachEventListSchema>;

/** Below this, a partner reads only that it is below: who in a shop called the police is nobody's business there. */
export const PARTNER_LEAST = 10;
/** Of fewer ended reports a share says nothing of a campaign, and something of one reporter. */
export const UNFOUNDED_LEAST = 30;
/** Null: fewer than `PARTNER_LEAST`, for whoever reads sums only; theirs are rounded down to full tens. */
const reportSum = z.int().nullable();
export const funnelSchema = z
  .object({
    opened: z.int(),
    toLine: z.int(),
    toWeb: z.int(),
    started: reportSum,
    /** Of those that began: by the text that the code's page wrote into the chat, and on the web page. Null for whoever reads sums. */
    startedInLine: reportSum,
    startedOnWeb: reportSum,
    /** Of those on the web page: inside LINE, which vouched for their accounts. */
    startedInLiff: reportSum,
    alerted: reportSum,
    acknowledged: reportSum,
    /** How many of the ended ones were nothing, in good faith or not; null below `UNFOUNDED_LEAST` and for whoever reads sums. */
    unfounded: z.object({ percent: z.int(), of: z.int() }).nullable(),
    /** The numbers of reports are sums rounded down. */
    isRounded: z.boolean(),
  })
  .meta({ id: 'PlacementFunnel' });
export type PlacementFunnel = z.infer<typeof funnelSchema>;

export const coverageSchema = z
  .object({
    /** The province that was asked for; null: all provinces, one row each. */
    area: z.object({ code: z.string(), nameTh: z.string(), nameEn: z.string() }).nullable(),
    rows: z.array(
      z.object({
        code: z.string(),
        nameTh: z.string(),
        nameEn: z.string(),
        position: latLngSchema,
        /** Of the last twelve months; null: one or two, which could be told apart. */
        incidents: z.int().nullable(),
        placements: z.int(),
        opened: z.int(),
      }),
    ),
  })
  .meta({ id: 'OutreachCoverage' });
export type OutreachCoverage = z.infer<typeof coverageSchema>;
