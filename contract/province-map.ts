import { z } from 'zod';

// What the reports of a province say of places, made once a week: where more happens than chance would put there, how that
// changes, what is beginning, and whether the map of a month ago would have helped.

/** Fewer incidents in a cell are not counted on a map: whoever knows of one knows of a home. */
export const FEWEST_SHOWN = 3;
/** How a cell was hot over twelve spans of thirty days, up to the last day; `too-few`: in one of them too little was reported to say. */
export const CELL_CHANGES = ['persistent', 'emerging', 'intermittent', 'former', 'none', 'too-few'] as const;
/** From this on chance explains it well enough: an alarm in one of twenty weeks in which nothing begins. */
export const ALARM_BELOW = 0.05;

const day = z.iso.date();
const province = z.string().regex(/^\d{2}$/);
export const provinceMapQuerySchema = z.strictObject({ province });

const base = {
  province,
  /** Of what and when it was made; null: not yet, or it took too long. */
  made: z
    .object({
      /** The Monday from which it holds. */
      week: day,
      madeAt: z.iso.datetime(),
      /** Thirteen whole months and what has passed of the next; what is said of a year is of its last 365 days. */
      from: day,
      to: day,
      /** Incidents of the last 365 days that are counted. */
      n: z.int(),
      /** Incidents of the same days that are not. */
      leftOut: z.object({
        /** Known to 500 metres or worse. */
        vague: z.int(),
        /** Nobody reported them: found on a visit, or made without a report. */
        notReported: z.int(),
      }),
      /** The same data, seed and rules have the same answer. */
      seed: z.int(),
      shuffles: z.int(),
      rulesVersion: z.int(),
    })
    .nullable(),
};
const share = z.number();

export const mapCellsSchema = z
  .object({
    ...base,
    /** `too-few`: fewer than 60 incidents or 30 cells with one; then counts alone are shown. */
    outcome: z.enum(['tested', 'too-few', 'not-made']),
    /** Hot ones, changed ones, and those with three incidents or more; the hottest first, at most 5,000. */
    cells: z.array(
      z.object({
        /** H3 cell of resolution 8, about 0.7 km². */
        cell: z.string(),
        areaTh: z.string(),
        areaEn: z.string(),
        /** Null: fewer than three. */
        n: z.int().nullable(),
        /** Getis-Ord Gi*: standard deviations above what chance would put there. */
        score: z.number(),
        /** The share of cells called hot that would be so by chance (Benjamini and Hochberg). */
        q: z.number(),
        isHot: z.boolean(),
        change: z.enum(CELL_CHANGES),
        /** More than half of it happened at one place: going back there helps more than a patrol. */
        isOnePlace: z.boolean(),
        /** Corners, longitude first, the first one again at the end. */
        ring: z.array(z.tuple([z.number(), z.number()])),
      }),
    ),
  })
  .meta({ id: 'MapCells' });
export type MapCells = z.infer<typeof mapCellsSchema>;
export type ShownCell = MapCells['cells'][number];

export const nearRepeatsSchema = z
  .object({
    ...base,
    /** `too-few`: fewer than 30 incidents. */
    outcome: z.enum(['tested', 'too-few', 'not-made']),
    /** The latest incidents of the year, at most 10,000. */
    n: z.int(),
    bands: z.array(
      z.object({
        /** Up to so many metres apart, more than in the band before; 0: the same place. */
        metres: z.int(),
        /** Up to so many days later, more than in the band before. */
        days: z.int(),
        pairs: z.int(),
        /** The median of the shuffles. */
        expected: z.number(),
        /** Null where none is expected. */
        ratio: z.number().nullable(),
        p: share,
        /** p adjusted for asking once for each band. */
        q: share,
      }),
    ),
  })
  .meta({ id: 'NearRepeats' });
export type NearRepeats = z.infer<typeof nearRepeatsSchema>;

export const mapScanSchema = z
  .object({
    ...base,
    /** `found`: the strongest of all, whether it is more than chance or not; `too-few`: fewer than 30 incidents. */
    outcome: z.enum(['found', 'none', 'too-few', 'not-made']),
    cluster: z
      .object({
        /** The subdistrict in the middle, and how many there are. */
        areaTh: z.string(),
        areaEn: z.string(),
        areas: z.int(),
        radiusMetres: z.int(),
        /** Up to the last day. */
        days: z.int(),
        cases: z.int(),
        expected: z.number(),
        p: share,
        /** Less likely by chance than one in twenty. */
        isAlarm: z.boolean(),
      })
      .nullable(),
  })
  .meta({ id: 'MapScan' });
export type MapScan = z.infer<typeof mapScanSchema>;

const caught = {
  /** Share of the month's incidents inside. */
  hitRate: share,
  /** How many times more than its share of the area; 1 is chance. */
  pai: z.number(),
  /** Part of what the best cells of that area would have had. */
  pei: z.number(),
};
export const mapQualitySchema = z
  .object({
    ...base,
    /** `nothing-flagged`: the map of a month ago had no hot cell. */
    outcome: z.enum(['measured', 'nothing-flagged', 'too-few', 'not-made']),
    quality: z
      .object({
        /** The month that the map could not know. */
        month: day,
        n: z.int(),
        areaShare: share,
        ...caught,
        /** The guess that needs no method: where most was reported in the same month of the year before; null where nothing was. */
        naive: z.object(caught).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'MapQuality' });
export type ShownQuality = z.infer<typeof mapQualitySchema>;
