import { z } from 'zod';
import { publicStatusSchema, receiptAnswerSchema, refusalReasonSchema, withdrawReasonSchema } from './help.ts';
import {
  appealHelpSchema,
  benefitOutlookSchema,
  dangerAnswerSchema,
  helpGapSchema,
  saveHelpDraftSchema,
  submitHelpSchema,
} from './help-api.ts';
import { helpFormSchema } from './help-form.ts';
import { ownHelpPictureSchema } from './help-pictures.ts';
import { latLngSchema } from './position.ts';

/**
 * What the page of a request asks of the server. There is no session: whoever holds the link that was sent to them in LINE is
 * the person. It stands in the body, so that no log and no history of addresses has it.
 */
const token = z.string().max(200);
export const openHelpLinkSchema = z.strictObject({ token });
/** Like a draft of staff: nothing in it is refused, and "yes" to danger counts whatever stands beside it. */
export const saveHelpLinkSchema = saveHelpDraftSchema.omit({ channel: true }).extend({
  token,
  /** Where the device is, for the police; not the home in the form. */
  here: latLngSchema
    .extend({ accuracyMetres: z.number().min(0).nullable() })
    .nullish()
    .catch(null),
});
export type SaveHelpLink = Omit<z.input<typeof saveHelpLinkSchema>, 'token'>;
export const submitHelpLinkSchema = submitHelpSchema.extend({ token });
export const answerHelpLinkSchema = z.strictObject({ token, answer: receiptAnswerSchema });
export const appealHelpLinkSchema = appealHelpSchema.extend({ token });
export const withdrawHelpLinkSchema = z.strictObject({ token, reason: withdrawReasonSchema.exclude(['died']) });
/** One of the pictures that they added themselves: to see it, or to take it away. */
export const helpLinkPictureSchema = z.strictObject({ token, pictureId: z.uuid() });
export const searchHelpPlacesSchema = z.strictObject({ token, text: z.string().max(200) });

export const helpPlacesSchema = z.object({
  places: z.array(z.object({ code: z.string(), nameTh: z.string(), nameEn: z.string(), position: latLngSchema })),
});
export type HelpPlaces = z.infer<typeof helpPlacesSchema>;

/** All that the page shows: the form while it may be written, else how it stands. */
export const helpLinkViewSchema = z
  .object({
    code: z.string(),
    status: publicStatusSchema,
    statusSince: z.iso.datetime(),
    danger: dangerAnswerSchema.nullable(),
    isDangerReported: z.boolean(),
    isWritable: z.boolean(),
    /** Null once it was sent: a link may fall into other hands. */
    form: helpFormSchema.nullable(),
    /** Those that they added, while it may be written. */
    pictures: z.array(ownHelpPictureSchema),
    gaps: z.array(helpGapSchema),
    corrections: z.array(z.object({ field: z.string(), reason: z.string() })),
    openCode: z.string().nullable(),
    outlook: z.array(benefitOutlookSchema),
    benefits: z.array(z.object({ code: z.string(), th: z.string(), en: z.string(), unverified: z.boolean() })),
    agency: z.object({ nameTh: z.string(), nameEn: z.string() }).nullable(),
    granted: z.object({ th: z.string(), en: z.string(), amount: z.number().nullable() }).nullable(),
    refusal: z.object({ reason: refusalReasonSchema, note: z.string().nullable() }).nullable(),
    mayAppeal: z.boolean(),
    mayWithdraw: z.boolean(),
    asksReceipt: z.boolean(),
  })
  .meta({ id: 'HelpLinkView' });
export type HelpLinkView = z.infer<typeof helpLinkViewSchema>;
