import { z } from 'zod';
import { languageSchema, type PublicLanguage } from './languages.ts';
import { placementKindSchema } from './outreach.ts';
import en from './texts/materials.en.json' with { type: 'json' };
import km from './texts/materials.km.json' with { type: 'json' };
import lo from './texts/materials.lo.json' with { type: 'json' };
import my from './texts/materials.my.json' with { type: 'json' };
import th from './texts/materials.th.json' with { type: 'json' };
import zh from './texts/materials.zh.json' with { type: 'json' };

/** What is made for a placement, with its own code: paper, screens and pictures. Sizes are data of the server. */
export const MATERIALS = [
  ...(['poster-a4', 'poster-a3', 'counter-card', 'leaflet', 'pos-screen'] as const),
  ...(['plan-b-landscape', 'plan-b-portrait', 'line-picture', 'wallpaper', 'staff-card', 'slide'] as const),
] as const;
export const materialSchema = z.enum(MATERIALS);
export type Material = z.infer<typeof materialSchema>;

/** For printers, for screens, and for whoever works on it further. */
export const MATERIAL_FORMATS = ['pdf', 'png', 'svg'] as const;
export const materialFormatSchema = z.enum(MATERIAL_FORMATS);
export type MaterialFormat = z.infer<typeof materialFormatSchema>;

export const materialQuerySchema = z.strictObject({
  material: materialSchema,
  format: materialFormatSchema.default('pdf'),
  language: languageSchema.default('th'),
});

export type MaterialTexts = Readonly<Record<keyof typeof th.texts, string>>;

/** `checkedBy`: who of those who grew up with the language has read it; null is a draft, to be read before it is printed. */
export const MATERIAL_TEXTS: Readonly<Record<PublicLanguage, { checkedBy: string | null; texts: MaterialTexts }>> = {
  ...{ th, en, my },
  ...{ lo, km, zh },
};

/** What goes into a LINE group beside the picture. */
export const groupMessageSchema = z.object({ text: z.string(), link: z.string() });

/** Placements of one archive. More are made province by province, or district by district. */
export const MOST_IN_BATCH = 1000;
export const newMaterialBatchSchema = z
  .strictObject({
    material: materialSchema,
    format: materialFormatSchema,
    language: languageSchema,
    campaignId: z.uuid().optional(),
    kind: placementKindSchema.optional(),
    /** A province, a district or a subdistrict, by its number. */
    area: z
      .string()
      .regex(/^\d{2}(\d{2}){0,2}$/)
      .optional(),
    /** A part of a name or a reference, or the beginning of a code. */
    text: z.string().trim().min(1).max(100).optional(),
  })
  .meta({ id: 'NewMaterialBatch' });
export type NewMaterialBatch = z.infer<typeof newMaterialBatchSchema>;

export const materialBatchListSchema = z
  .object({
    batches: z.array(
      z.object({
        id: z.uuid(),
        material: materialSchema,
        format: materialFormatSchema,
        language: languageSchema,
        campaign: z.string().nullable(),
        /** The province, district or subdistrict that was asked for; null: everywhere. */
        area: z.object({ code: z.string(), nameTh: z.string(), nameEn: z.string() }).nullable(),
        placements: z.int(),
        /** Of how many the sheet is made. */
        made: z.int(),
        bytes: z.int(),
        state: z.enum(['making', 'ready', 'failed']),
        askedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'MaterialBatchList' });
export type MaterialBatchList = z.infer<typeof materialBatchListSchema>;
export type MaterialBatch = MaterialBatchList['batches'][number];
