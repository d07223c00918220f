import { z } from 'zod';
import { cancelReasonSchema } from './incident.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { languageSchema } from './languages.ts';
import { latLngSchema, reportedPositionSchema } from './position.ts';
import { questionIdSchema } from './silent-question.ts';
import { isWritten } from './text.ts';

/**
 * What the citizen page and the server agree on. There is no session: whoever holds a report's code and secret is its
 * reporter. The secret stands in a header, so that no address, log or history has it.
 */
export const REPORT_SECRET_HEADER = 'x-report-secret';

/**
 * `lat,lng` in degrees: the place under a pin, whose name is asked for before anything is sent. In a header too, because addresses
 * stand in the logs of every proxy.
 */
export const PIN_HEADER = 'x-report-pin';

/** What is known of the place under a pin. */
export const pinPlaceSchema = z
  .object({
    /** Subdistrict, district and province; null outside Thailand. */
    name: z.object({ th: z.string(), en: z.string() }).nullable(),
    /** How large the subdistrict is, roughly: a pin on a map without streets is no better than its name. */
    radiusMetres: z.number().nullable(),
  })
  .meta({ id: 'PinPlace' });
export type PinPlace = z.infer<typeof pinPlaceSchema>;

/** Where whoever leaves a page goes: the weather, from the country's own office, which nobody wonders about. */
export const NEUTRAL_ADDRESS = 'https://www.tmd.go.th/';

const at = z.iso.datetime();
const id = z.uuid();

/** Longer texts are cut, never refused: somebody in danger does not write twice. */
const cutText = (longest: number) =>
  z
    .string()
    .transform((text) => {
      const kept = text.replaceAll('\0', '').slice(0, longest).toWellFormed().trim();
      return isWritten(kept) ? kept : null;
    })
    .nullish()
    .catch(null);

export const NOTE_LONGEST = 2000;
export const TYPED_PLACE_LONGEST = 300;

/** Why the device gave no position: the person or the browser said no, it found none, or it took too long. */
export const POSITION_ERRORS = ['denied', 'unavailable', 'timeout'] as const;
export type PositionError = (typeof POSITION_ERRORS)[number];

/**
 * A fix of the device (`accuracyMetres` as W3C gives it: radius at 95 %), or a pin that the person put on a map (how exactly that could
 * be put).
 */
export const webPositionSchema = latLngSchema.loose().extend({
  source: z.enum(['device-gps', 'web-pin']).catch('web-pin'),
  accuracyMetres: z.number().nonnegative().max(1e7).nullish().catch(null),
  /** When the device measured it, by the device's clock. */
  at: at.nullish().catch(null),
});
export type WebPosition = z.input<typeof webPositionSchema>;

/** The place by whose QR code they came. It is offered, and theirs only when they said so (`isHere`). */
export const offeredPlacementSchema = z.looseObject({ code: z.string().max(40), isHere: z.boolean().catch(false) });

const place = {
  position: webPositionSchema.nullish().catch(null),
  positionError: z.enum(POSITION_ERRORS).nullish().catch(null),
  /** Typed: the name of a place, or how to find it. */
  place: cutText(TYPED_PLACE_LONGEST),
  placement: offeredPlacementSchema.nullish().catch(null),
};
const phone = {
  /** As typed; what is no number goes to the officers as a note. */
  phone: cutText(40),
  /** False: "I can't take calls". */
  canTakeCalls: z.boolean().nullish().catch(null),
};

/**
 * A report. Sent again with the same `clientId` it is the same report, and gets the same code and secret. Only the `clientId` is
 * needed, and nothing else is ever a reason to refuse it: what can't be read counts as not said.
 */
export const newWebReportSchema = z
  .looseObject({
    /** UUIDv7, made once by the device with its secure random numbers and kept until the answer is there. */
    clientId: z.uuid(),
    type: incidentTypeSchema.nullish().catch(null),
    ...place,
    silent: z.boolean().catch(false).default(false),
    language: languageSchema.catch('th').default('th'),
    ...phone,
    note: cutText(NOTE_LONGEST),
    /** When they pressed send, by the device's clock: a report may wait for hours on a phone without signal. */
    writtenAt: at.nullish().catch(null),
  })
  .meta({ id: 'NewWebReport' });
export type NewWebReport = z.input<typeof newWebReportSchema>;

/** What they say about cancelling. The officers decide; `all-fine` looks like cancelling and means: I am forced to. */
export const CANCEL_WORDS = [...cancelReasonSchema.options, 'all-fine', 'keep'] as const;
export type CancelWord = (typeof CANCEL_WORDS)[number];

/** What is new about a report. Every field may come alone or with others; "I am safe" is `cancel: 'safe-now'`. */
export const changeWebReportSchema = z
  .looseObject({
    /** When they did it, by the device's clock; it may have waited for a signal. */
    at: at.nullish().catch(null),
    /** Made once by the device. The same one again changes nothing more, so that a lost answer can be asked for again. */
    changeId: id.nullish().catch(null),
    type: incidentTypeSchema.nullish().catch(null),
    ...place,
    /** One of `places`, by its code. */
    placeCode: z.string().max(20).nullish().catch(null),
    /** Silence begins; it never ends by this. */
    silent: z.literal(true).nullish().catch(null),
    ...phone,
    language: languageSchema.nullish().catch(null),
    /** A message to the officers. The same `id` again is the same message. */
    message: z
      .looseObject({ id, text: z.string().max(20_000) })
      .nullish()
      .catch(null),
    /** The answer to a ready question, as one of its `answers`. */
    answer: z
      .looseObject({ askedId: id, answer: z.string().max(40) })
      .nullish()
      .catch(null),
    cancel: z.enum(CANCEL_WORDS).nullish().catch(null),
    nobodyCame: z.literal(true).nullish().catch(null),
    /** Against what was found about this report. */
    appeal: z.literal(true).nullish().catch(null),
    /**
     * LINE's ID token, inside LINE. It is checked with LINE after everything else of the change is done and stored; one that LINE doesn't
     * vouch for changes nothing, and is no reason to refuse.
     */
    lineIdToken: z.string().max(4000).nullish().catch(null),
    /** After it is closed. */
    stars: z.int().min(1).max(5).nullish().catch(null),
  })
  .meta({ id: 'ChangeWebReport' });
export type ChangeWebReport = z.input<typeof changeWebReportSchema>;

/**
 * `unfinished`: nobody knows the place yet, so no station is alerted; the 191 and 1300 centres see it after 20 s. `dropped`: taken
 * back before anybody was alerted, or given up after an hour without a place.
 */
export const WEB_REPORT_STATES = [
  'unfinished',
  'waiting',
  'acknowledged',
  'en-route',
  'on-scene',
  'resolved',
  'closed',
  'cancelled',
  'dropped',
] as const;
export type WebReportState = (typeof WEB_REPORT_STATES)[number];

/** What can be done now. The page shows these and no others. */
export const WEB_REPORT_ACTIONS = [
  'position',
  'type',
  'phone',
  'message',
  'photo',
  'silence',
  'cancel',
  'all-fine',
  'keep',
  'nobody-came',
  'rate',
  'appeal',
] as const;
export type WebReportAction = (typeof WEB_REPORT_ACTIONS)[number];

/** One line of the conversation, oldest first. */
export const webMessageSchema = z
  .object({
    id,
    at,
    /** `system`: news of the incident, said by us. */
    from: z.enum(['reporter', 'officer', 'system']),
    kind: z.enum(['text', 'image']),
    text: z.string().nullable(),
    /** The officer's agency; null in silent mode, and for others. */
    sender: z.string().nullable(),
    /** A ready question with its answers, in Thai or English; the page has its own texts for the ids. */
    question: z
      .object({
        askedId: id,
        question: questionIdSchema,
        answers: z.array(z.object({ answer: z.string(), label: z.string() })),
        /** What they answered. */
        answer: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'WebMessage' });
export type WebMessage = z.infer<typeof webMessageSchema>;

/** The truth about a report, as the page shows it. In silent mode it names no station and no place. */
export const webReportStatusSchema = z
  .object({
    /** Of the report: stands in its address. */
    code: z.string(),
    /** Of the incident, to be said on the telephone; null until a station is alerted. */
    incidentCode: z.string().nullable(),
    state: z.enum(WEB_REPORT_STATES),
    /** Since when: of `waiting`, since when they have waited for an answer. */
    since: at,
    /** The server's clock: times are compared with it, not with the phone's. */
    now: at,
    etaAt: at.nullable(),
    /** Nobody has answered and it has been said so: calling 191 is the best that is left. */
    isUnanswered: z.boolean(),
    station: z.object({ th: z.string(), en: z.string() }).nullable(),
    type: incidentTypeSchema.nullable(),
    silent: z.boolean(),
    language: languageSchema,
    position: reportedPositionSchema.nullable(),
    /** The names of the subdistrict, district and province. */
    placeName: z.object({ th: z.string(), en: z.string() }).nullable(),
    placeDetail: z.string().nullable(),
    /** While no place is sure: the places that what they typed may mean. */
    places: z.array(z.object({ code: z.string(), th: z.string(), en: z.string() })),
    /** Masked: a page may be read by others. */
    phone: z.string().nullable(),
    canTakeCalls: z.boolean().nullable(),
    cancelRequested: cancelReasonSchema.nullable(),
    actions: z.array(z.enum(WEB_REPORT_ACTIONS)),
    messages: z.array(webMessageSchema),
    /** Null where the device's clock said nothing believable. */
    writtenAt: at.nullable(),
    receivedAt: at,
  })
  .meta({ id: 'WebReportStatus' });
export type WebReportStatus = z.infer<typeof webReportStatusSchema>;

/** The answer to a report, the same for each repetition. */
export const webReportCreatedSchema = z
  .object({ ...webReportStatusSchema.shape, secret: z.string() })
  .meta({ id: 'WebReportCreated' });
export type WebReportCreated = z.infer<typeof webReportCreatedSchema>;

/**
 * What `GET …/live` sends (with the secret's header, so by `fetch` and not by `EventSource`): `data: {"event":"changed"}`
 * means that the status has to be read again, `{"event":"reload"}` the same after a gap. An `event: ping` comes every few seconds,
 * so that silence means a dead line. Nothing about a person is in it.
 */
export const webReportNewsSchema = z.object({ event: z.enum(['changed', 'reload']) });
export type WebReportNews = z.infer<typeof webReportNewsSchema>;

/** A picture is sent as the body of `POST …/photos` (JPEG, PNG or WebP), with the secret's header; the answer is the status. */
export const PHOTO_LARGEST_BYTES = 8 * 1024 * 1024;
