import { z } from 'zod';
import { latLngSchema } from './position.ts';

/** Every kind of agency in the tree: police first, then social services. */
export const AGENCY_KINDS = [
  'national-police',
  'region',
  'provincial-police',
  'station',
  'centre-191',
  'national-desk',
  'provincial-social-office',
  'tambon-centre',
  'education-fund',
  /** A shelter, a clinic, legal aid, a school of skills: takes referrals. */
  'service-provider',
  /** A chain of shops or another company where people learn of the service: sees its own placements only. */
  'outreach-partner',
] as const;
export const agencyKindSchema = z.enum(AGENCY_KINDS);
export type AgencyKind = z.infer<typeof agencyKindSchema>;

/** `unknown` counts as ready; alerts pass over the last two when they look for a station. */
export const READINESSES = ['unknown', 'ready', 'nobody-on-duty', 'no-heartbeat'] as const;
export const readinessSchema = z.enum(READINESSES);
export type Readiness = z.infer<typeof readinessSchema>;

/** Stations of the actor's branches by readiness; a station without a roster has never confirmed that anybody is there. */
export const stationReadinessCountsSchema = z
  .object({
    ready: z.int(),
    /** Stations without a roster: everybody who serves there is alerted, and nobody knows who is awake. */
    noRoster: z.int(),
    notReady: z.array(
      z.object({
        id: z.uuid(),
        nameTh: z.string(),
        nameEn: z.string().nullable(),
        readiness: readinessSchema.extract(['nobody-on-duty', 'no-heartbeat']),
      }),
    ),
  })
  .meta({ id: 'StationReadinessCounts' });
export type StationReadinessCounts = z.infer<typeof stationReadinessCountsSchema>;

export const agencySchema = z
  .object({
    id: z.uuid(),
    /** Stable code in import files, e.g. `PS65003`. */
    code: z.string(),
    kind: agencyKindSchema,
    nameTh: z.string(),
    nameEn: z.string().nullable(),
    parentId: z.uuid().nullable(),
    /** ltree from the root, e.g. `th.RTP.RTP_R6.PP_65.PS65003`. */
    path: z.string(),
    /** E.164 or a short number such as `191`. */
    phone: z.string().nullable(),
    position: latLngSchema,
    isActive: z.boolean(),
    readiness: readinessSchema,
    /** Invented for demonstration: shown as ข้อมูลสาธิต, never as an official register. */
    isDemonstration: z.boolean(),
  })
  .meta({ id: 'Agency' });
export type Agency = z.infer<typeof agencySchema>;

/** A place as Thais name it: ตำบล/แขวง, อำเภอ/เขต, จังหวัด. `approximate`: found from computed outlines. */
export const administrativePlaceSchema = z
  .object({
    subdistrictTh: z.string(),
    subdistrictEn: z.string(),
    districtTh: z.string(),
    districtEn: z.string(),
    provinceTh: z.string(),
    provinceEn: z.string(),
    subdistrictCode: z.string(),
    districtCode: z.string(),
    provinceCode: z.string(),
    precision: z.enum(['exact', 'approximate']),
  })
  .meta({ id: 'AdministrativePlace' });
export type AdministrativePlace = z.infer<typeof administrativePlaceSchema>;

/** Why this station: by the rule, or because the station by the rule could not take the alert. */
export const stationReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('inside-area'), isApproximate: z.boolean() }),
  z.object({ code: z.literal('nearest-no-area'), distanceMetres: z.number() }),
  z.object({ code: z.literal('next-ready'), distanceMetres: z.number() }),
  z.object({ code: z.literal('none-ready'), distanceMetres: z.number() }),
]);
export type StationReason = z.infer<typeof stationReasonSchema>;

export const passedOverSchema = z.object({
  agency: agencySchema,
  why: z.enum(['nobody-on-duty', 'no-heartbeat']),
});
export type PassedOver = z.infer<typeof passedOverSchema>;

export const neighbourSchema = z.object({
  agency: agencySchema,
  /** From the place to the neighbour's station. */
  distanceMetres: z.number(),
  /** From the place to the border of the neighbour's area; 0 when the areas overlap here. */
  borderMetres: z.number(),
});
export type Neighbour = z.infer<typeof neighbourSchema>;

export const responsibleStationSchema = z.object({
  station: agencySchema,
  distanceMetres: z.number(),
  reason: stationReasonSchema,
  /** In the order they were tried; empty when the station by the rule takes the alert. */
  passedOver: z.array(passedOverSchema),
  /** Stations on the other side of a border close by, nearest border first. */
  neighbours: z.array(neighbourSchema),
});
export type ResponsibleStation = z.infer<typeof responsibleStationSchema>;

/** One line in Thai, e.g. `ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก`; Bangkok has แขวง and เขต instead. */
export function formatPlaceInThai(place: AdministrativePlace): string {
  return place.provinceCode === '10'
    ? `แขวง${place.subdistrictTh} เขต${place.districtTh} ${place.provinceTh}`
    : `ต.${place.subdistrictTh} อ.${place.districtTh} จ.${place.provinceTh}`;
}

/** The subdistrict alone, with its kind: `ในเมือง` by itself reads as "in town". */
export function formatSubdistrictInThai({ provinceCode, subdistrictTh }: AdministrativePlace): string {
  return `${provinceCode === '10' ? 'แขวง' : 'ต.'}${subdistrictTh}`;
}

/** One line in English, smallest first. */
export function formatPlaceInEnglish(place: AdministrativePlace): string {
  return `${place.subdistrictEn}, ${place.districtEn}, ${place.provinceEn}`;
}

export const agencyListSchema = z.object({ agencies: z.array(agencySchema) });

/** A place described in each language: its name, the responsible station and why, one fact a line. */
export const placeDescriptionSchema = z.object({
  place: administrativePlaceSchema,
  placeText: z.object({ th: z.string(), en: z.string() }),
  responsible: responsibleStationSchema,
  reasons: z.object({ th: z.array(z.string()), en: z.array(z.string()) }),
  /** Must be shown with the place. */
  attributions: z.array(z.string()),
});
export type PlaceDescription = z.infer<typeof placeDescriptionSchema>;

/** A subdistrict or district, found by its name. */
export const foundAreaSchema = z.object({
  code: z.string(),
  nameTh: z.string(),
  nameEn: z.string(),
  position: latLngSchema,
  /** Approximate radius of the area in metres: a name is not a point. */
  accuracyMetres: z.number(),
});
/** An area or an agency. `agency`: which one; null for an area. */
export const foundPlaceSchema = foundAreaSchema.extend({ agency: agencySchema.nullable() });
export type FoundPlace = z.infer<typeof foundPlaceSchema>;
export const foundPlaceListSchema = z.object({ places: z.array(foundPlaceSchema) });
export const provinceListSchema = z.object({
  provinces: z.array(foundAreaSchema.pick({ code: true, nameTh: true, nameEn: true })),
});
export const foundAreaListSchema = z.object({ areas: z.array(foundAreaSchema) });
