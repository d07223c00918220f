import { z } from 'zod';
import { INCIDENT_TYPES } from './incident-type.ts';
import en from './texts/insight.en.json' with { type: 'json' };
import th from './texts/insight.th.json' with { type: 'json' };

// Figures of what happened. Each has one definition, here and in `texts/insight.*.json`, for the API, pages and files alike.

/** Times that people wait, each from one step to another, and by how much the promised arrival was missed. */
export const INTERVALS = [
  ...(['contact-to-report', 'report-to-alert', 'alert-to-acknowledge', 'acknowledge-to-unit'] as const),
  ...(['contact-to-unit', 'unit-to-en-route', 'en-route-to-scene', 'contact-to-scene', 'contact-to-team'] as const),
  ...(['scene-to-resolved', 'resolved-to-care', 'after-eta'] as const),
] as const;
export const intervalSchema = z.enum(INTERVALS);
export type Interval = z.infer<typeof intervalSchema>;
/** Names of the field, and what each counts from and to, in both languages. */
export const INSIGHT_TEXTS: Record<'th' | 'en', typeof th> = { th, en };

/** `none`: no report, as in an exercise. */
export const REPORT_CHANNELS = ['line', 'web', 'phone', 'none'] as const;
export type ReportChannel = (typeof REPORT_CHANNELS)[number];

/** Counted by themselves and in no other figure. */
export const COUNTED_APART = ['exercise', 'merged', 'test', 'duplicate'] as const;
export type CountedApart = (typeof COUNTED_APART)[number];

/** Longer spans are asked for in parts. */
export const MOST_DAYS = 3660;
/** Up to so many days a series has a point a day, beyond it one a month. */
export const MOST_DAILY_POINTS = 92;

const day = z.iso.date();
/** One or more, separated by commas. */
const oneOrMore = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(values)));
const asked = {
  from: day,
  to: day,
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  agencyId: z.uuid().optional(),
  type: oneOrMore(INCIDENT_TYPES).optional(),
  channel: oneOrMore(REPORT_CHANNELS).optional(),
};
type Span = { from: string; to: string; province?: string | undefined; agencyId?: string | undefined };
export const isOneScope = ({ province, agencyId }: Span): boolean => province === undefined || agencyId === undefined;
export const isSpan = ({ from, to }: Span): boolean =>
  from <= to && Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000;

/** Days in Thailand, both included. Without a province and an agency: the nation. */
export const figuresQuerySchema = z.strictObject(asked).refine(isOneScope).refine(isSpan);
export type FiguresQuery = z.infer<typeof figuresQuerySchema>;

/** What incidents are counted by, any two at once. */
export const DIMENSIONS = ['time', 'area', 'agency', 'type', 'channel', 'disposition'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const tableQuerySchema = z
  .strictObject({ ...asked, rows: z.enum(DIMENSIONS), columns: z.enum(DIMENSIONS).optional() })
  .refine(isOneScope)
  .refine(isSpan)
  .refine(({ rows, columns }) => rows !== columns);
export type TableQuery = z.infer<typeof tableQuerySchema>;
export const rankingQuerySchema = z
  .strictObject({ ...asked, interval: intervalSchema })
  .refine(isOneScope)
  .refine(isSpan);
export type RankingQuery = z.infer<typeof rankingQuerySchema>;

/** Why a target was missed; one is enough to count by. */
export const MISSED_REASONS = [
  ...(['no-unit-free', 'more-urgent', 'far', 'road-or-weather', 'place-unclear'] as const),
  ...(['alarm-not-noticed', 'system-down', 'recorded-late', 'other'] as const),
] as const;
const missedReasonSchema = z.enum(MISSED_REASONS);
export type MissedReason = z.infer<typeof missedReasonSchema>;
export const newMissedReasonSchema = z.strictObject({ interval: intervalSchema, reason: missedReasonSchema });
export type NewMissedReason = z.infer<typeof newMissedReasonSchema>;
export const missedTargetsQuerySchema = z.strictObject({ from: day, to: day, agencyId: z.uuid() }).refine(isSpan);
export type MissedTargetsQuery = z.infer<typeof missedTargetsQuerySchema>;

const span = { from: day, to: day };
const answered = {
  ...span,
  /** Everything logged up to here is in the figures. */
  asOf: z.iso.datetime(),
  /** The incidents that are counted. */
  n: z.int(),
};
const counts = <Key extends string>(keys: readonly [Key, ...Key[]]) => z.record(z.enum(keys), z.int());

export const insightSummarySchema = z
  .object({
    ...answered,
    byType: counts(INCIDENT_TYPES),
    byChannel: counts(REPORT_CHANNELS),
    /** Those that have ended; the others have no disposition yet. */
    byDisposition: z.record(z.string(), z.int()),
    notRecorded: z.object({ disposition: z.int() }),
    silent: z.int(),
    reopened: z.int(),
    /** A reporter said that nobody had come. */
    nobodyCame: z.int(),
    apart: counts(COUNTED_APART),
    /** Reports that never became an incident: nobody said where. They have no place, so only the nation knows them. */
    unfinished: z.int().nullable(),
    /** As many days before. */
    before: z.object({ ...span, n: z.int(), reopened: z.int(), nobodyCame: z.int(), silent: z.int() }),
  })
  .meta({ id: 'InsightSummary' });
export type InsightSummary = z.infer<typeof insightSummarySchema>;

export const insightSeriesSchema = z
  .object({
    ...answered,
    step: z.enum(['day', 'month']),
    /** Every day or month of the span, also those without an incident. A month is named by its first day. */
    points: z.array(z.object({ on: day, n: z.int() })),
  })
  .meta({ id: 'InsightSeries' });
export type InsightSeries = z.infer<typeof insightSeriesSchema>;

export const insightIntervalsSchema = z
  .object({
    ...answered,
    intervals: z.array(
      z.object({
        interval: intervalSchema,
        /** Incidents for which it was measured. */
        n: z.int(),
        /** Incidents that have ended without it. Not part of `n`, never taken as zero. */
        notRecorded: z.int(),
        /** Half, and nine of ten, took at most so many seconds, within 2.5 %; null: fewer than ten. */
        p50: z.number().nullable(),
        p90: z.number().nullable(),
        target: z
          .object({ seconds: z.int(), percent: z.int(), source: z.string(), isVerified: z.boolean() })
          .nullable(),
        /** Of a hundred, how many kept within the target. */
        within: z.number().nullable(),
        /** Why it was missed, as far as somebody has said; the most frequent first. */
        reasons: z.array(z.object({ reason: missedReasonSchema, n: z.int() })),
      }),
    ),
  })
  .meta({ id: 'InsightIntervals' });
export type InsightIntervals = z.infer<typeof insightIntervalsSchema>;

export const insightMissedTargetsSchema = z
  .object({
    ...span,
    /** How many have no reason yet. */
    open: z.int(),
    /** A hundred at most: those without a reason first, then the newest. */
    targets: z.array(
      z.object({
        ...{ incidentId: z.uuid(), day, hour: z.int(), type: z.enum(INCIDENT_TYPES), interval: intervalSchema },
        ...{ seconds: z.int(), targetSeconds: z.int(), reason: missedReasonSchema.nullable() },
      }),
    ),
  })
  .meta({ id: 'InsightMissedTargets' });
export type InsightMissedTargets = z.infer<typeof insightMissedTargetsSchema>;

export const insightHoursSchema = z
  .object({
    /** Whole months: those that the asked days lie in. */
    ...answered,
    /** 168 hours from Monday 00:00 in Thailand. */
    hours: z.array(z.int()).length(168),
  })
  .meta({ id: 'InsightHours' });
export type InsightHours = z.infer<typeof insightHoursSchema>;

const named = z.object({ nameTh: z.string(), nameEn: z.string().nullable() });

/** A code of its dimension: a first day, a province, district or subdistrict, an agency, a kind; empty: none yet. */
const head = named.partial().extend({ key: z.string() });
export const insightTableSchema = z
  .object({
    ...answered,
    rows: z.enum(DIMENSIONS),
    columns: z.enum(DIMENSIONS).nullable(),
    /** Of `time`: a row a day, or a month. */
    step: z.enum(['day', 'month']),
    /** As many days before the asked ones. */
    before: z.object(span),
    heads: z.array(head.extend({ n: z.int() })),
    /** `cells` stand in the order of `heads`. `before`: null where days are compared with no others. */
    lines: z.array(head.extend({ n: z.int(), before: z.int().nullable(), cells: z.array(z.int()) })),
  })
  .meta({ id: 'InsightTable' });
export type InsightTable = z.infer<typeof insightTableSchema>;

export const insightRankingSchema = z
  .object({
    ...answered,
    interval: intervalSchema,
    /** Within how many seconds the share is counted; null: no target. */
    targetSeconds: z.int().nullable(),
    /** The best first; those with fewer than thirty values after them, without a rank. */
    lines: z.array(
      head.extend({
        rank: z.int().nullable(),
        n: z.int(),
        notRecorded: z.int(),
        within: z.number().nullable(),
        p50: z.number().nullable(),
        p90: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'InsightRanking' });
export type InsightRanking = z.infer<typeof insightRankingSchema>;

export const insightScopesSchema = z
  .object({
    nation: z.boolean(),
    provinces: z.array(named.extend({ code: z.string() })),
    /** Stations of a province or less; whoever reads the nation asks for one by its id. */
    agencies: z.array(named.extend({ id: z.uuid() })),
  })
  .meta({ id: 'InsightScopes' });
export type InsightScopes = z.infer<typeof insightScopesSchema>;

/** What can be taken away as a file. `incidents`: a line each, without name, phone, text or exact place. */
export const EXPORT_DATASETS = ['incidents', 'table', 'intervals'] as const;
export type ExportDataset = (typeof EXPORT_DATASETS)[number];
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
/** Once, and within so many hours. */
export const EXPORT_HOURS = 24;
export const newExportSchema = z
  .strictObject({
    dataset: z.enum(EXPORT_DATASETS),
    format: z.enum(EXPORT_FORMATS),
    language: z.enum(['th', 'en']),
    /** What it is for; everybody who may see the list reads it. */
    purpose: z.string().trim().min(10).max(300),
    from: day,
    to: day,
    province: asked.province,
    agencyId: asked.agencyId,
    type: z.array(z.enum(INCIDENT_TYPES)).min(1).optional(),
    channel: z.array(z.enum(REPORT_CHANNELS)).min(1).optional(),
    /** Of `table`; left out of others. */
    rows: z.enum(DIMENSIONS).optional(),
    columns: z.enum(DIMENSIONS).optional(),
  })
  .refine(isOneScope)
  .refine(isSpan)
  .refine(({ dataset, rows }) => dataset !== 'table' || rows !== undefined)
  .refine(({ rows, columns }) => columns === undefined || rows !== columns);
export type NewExport = z.infer<typeof newExportSchema>;
export const insightExportListSchema = z
  .object({
    exports: z.array(
      z.object({
        id: z.uuid(),
        askedAt: z.iso.datetime(),
        by: z.object({ id: z.uuid(), name: z.string() }),
        ...{ dataset: z.enum(EXPORT_DATASETS), format: z.enum(EXPORT_FORMATS), purpose: z.string(), ...span },
        /** Whose figures; null: the nation. */
        scope: named.nullable(),
        /** `ready`: whoever asked for it may fetch it, once. */
        state: z.enum(['ready', 'fetched', 'expired']),
        /** Lines that were sent; null: not fetched, or not to the end. */
        lines: z.int().nullable(),
        isMine: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'InsightExportList' });
export type InsightExportList = z.infer<typeof insightExportListSchema>;
