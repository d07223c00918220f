import { z } from 'zod';
import { graphemes, listValues, oneOf, utf16 } from './text-length.ts';
import { linkUri } from './uri.ts';

/** Where a tappable thing stands: the place decides which actions LINE allows and how long a label may be. */
export type ActionPlace = {
  allowed: readonly [ActionType, ...ActionType[]];
  label: { required: boolean; max: number };
};

export type ActionType = keyof ReturnType<typeof actionSchemas>;

const everywhere = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard'] as const;

/** location, camera and cameraRoll work only in quick replies; richmenuswitch only in rich menus. */
export const quickReplyPlace: ActionPlace = {
  allowed: [...everywhere, 'location', 'camera', 'cameraRoll'],
  label: { required: true, max: 20 },
};
export const richMenuPlace: ActionPlace = {
  allowed: [...everywhere, 'richmenuswitch'],
  label: { required: false, max: 20 },
};
export const templatePlace: ActionPlace = { allowed: everywhere, label: { required: true, max: 20 } };
export const templateDefaultPlace: ActionPlace = { allowed: everywhere, label: { required: false, max: 20 } };
export const imageCarouselPlace: ActionPlace = { allowed: everywhere, label: { required: true, max: 12 } };
export const flexButtonPlace: ActionPlace = { allowed: everywhere, label: { required: true, max: 40 } };
export const flexPlace: ActionPlace = { allowed: everywhere, label: { required: false, max: 40 } };

/** The schema of an action at one place. */
export function actionAt(place: ActionPlace) {
  const schemas = actionSchemas(place.label);
  const [first, ...rest] = place.allowed;
  return z.discriminatedUnion('type', [schemas[first], ...rest.map((type) => schemas[type])], {
    error: (issue) => (issue.code === 'invalid_union' ? listValues(place.allowed) : undefined),
  });
}

function actionSchemas({ required, max }: ActionPlace['label']) {
  const label = required ? graphemes(max) : graphemes(max).optional();
  return {
    postback: postback(label),
    message: z.strictObject({ type: z.literal('message'), label, text: graphemes(300) }),
    uri: z.strictObject({
      type: z.literal('uri'),
      label,
      uri: linkUri,
      altUri: z.strictObject({ desktop: linkUri }).optional(),
    }),
    datetimepicker: datetimePicker(label),
    clipboard: z.strictObject({ type: z.literal('clipboard'), label, clipboardText: utf16(1000) }),
    richmenuswitch: z.strictObject({
      type: z.literal('richmenuswitch'),
      label,
      richMenuAliasId: z.string().regex(/^[a-z0-9_-]{1,32}$/, 'invalid rich menu alias id'),
      data: utf16(300),
    }),
    location: z.strictObject({ type: z.literal('location'), label }),
    camera: z.strictObject({ type: z.literal('camera'), label }),
    cameraRoll: z.strictObject({ type: z.literal('cameraRoll'), label }),
  };
}

type Label = z.ZodType<string | undefined, string | undefined>;

function postback(label: Label) {
  return z
    .strictObject({
      type: z.literal('postback'),
      label,
      data: utf16(300),
      displayText: graphemes(300).optional(),
      text: graphemes(300).optional(),
      inputOption: oneOf(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(),
      fillInText: graphemes(300).optional(),
    })
    .refine((action) => action.displayText === undefined || action.text === undefined, {
      path: ['text'],
      error: 'displayText and text can not be used together',
    })
    .refine((action) => action.fillInText === undefined || action.inputOption === 'openKeyboard', {
      path: ['fillInText'],
      error: 'fillInText can only be used when inputOption is openKeyboard',
    });
}

const moment = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^([01]\d|2[0-3]):[0-5]\d$/,
  datetime: /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):[0-5]\d$/,
};

function datetimePicker(label: Label) {
  return z
    .strictObject({
      type: z.literal('datetimepicker'),
      label,
      data: utf16(300),
      mode: oneOf(['date', 'time', 'datetime']),
      initial: z.string().optional(),
      max: z.string().optional(),
      min: z.string().optional(),
    })
    .superRefine((action, context) => {
      for (const key of ['initial', 'max', 'min'] as const) {
        const value = action[key];
        if (value === undefined || moment[action.mode].test(value)) continue;
        context.addIssue({ code: 'custom', path: [key], message: `invalid ${action.mode} format` });
      }
      if (action.min !== undefined && action.max !== undefined && action.min >= action.max)
        context.addIssue({ code: 'custom', path: ['min'], message: 'min must be less than max' });
    });
}

/** Any action, as the phone meets it when a person taps. */
export type Action = z.infer<ReturnType<typeof actionAt>>;
