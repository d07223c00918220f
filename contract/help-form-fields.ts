import { HARDSHIP_DIMENSIONS, HARDSHIPS, type HELP_CODES, type HelpForm, type HelpSection } from './help-form.ts';

/**
 * How each field of a request for help is filled in. The request's page, the volunteer's and the clerk's form and the
 * questions in LINE read the same table; labels stand in `texts/help-form.{th,en}.json` under the same names.
 */
export type HelpField = { key: string } & (
  | {
      as:
        | 'line'
        | 'text'
        | 'phone'
        | 'id-number'
        | 'birth'
        | 'baht'
        | 'count'
        | 'yes-no'
        | 'tick'
        | 'names'
        | 'benefit';
    }
  | { as: 'code' | 'codes'; list: keyof typeof HELP_CODES }
  | { as: 'hardships' | 'place' }
  | { as: 'rows'; fields: readonly HelpField[] }
);

/** In the order of ปสค.1, with the household of ปสค.2 inside. */
export const HELP_FIELDS = {
  person: [
    { key: 'name', as: 'line' },
    { key: 'phone', as: 'phone' },
    { key: 'idNumber', as: 'id-number' },
    { key: 'noIdReason', as: 'code', list: 'noIdReason' },
    { key: 'birth', as: 'birth' },
    { key: 'sex', as: 'code', list: 'sex' },
    { key: 'maritalStatus', as: 'code', list: 'maritalStatus' },
    { key: 'condition', as: 'code', list: 'condition' },
    { key: 'nationality', as: 'code', list: 'nationality' },
    { key: 'filledBy', as: 'code', list: 'filledBy' },
  ],
  place: [
    { key: 'point', as: 'place' },
    { key: 'address', as: 'text' },
    { key: 'registeredAddress', as: 'text' },
    { key: 'tenure', as: 'code', list: 'tenure' },
    { key: 'rentPerMonth', as: 'baht' },
  ],
  household: [
    {
      key: 'members',
      as: 'rows',
      fields: [
        { key: 'name', as: 'line' },
        { key: 'relation', as: 'code', list: 'relation' },
        { key: 'idNumber', as: 'id-number' },
        { key: 'birth', as: 'birth' },
        { key: 'occupation', as: 'line' },
        { key: 'monthlyIncome', as: 'baht' },
        { key: 'condition', as: 'code', list: 'condition' },
        { key: 'canCareForSelf', as: 'yes-no' },
        { key: 'school', as: 'code', list: 'school' },
      ],
    },
  ],
  income: [
    { key: 'occupation', as: 'line' },
    { key: 'perYear', as: 'baht' },
    { key: 'sources', as: 'codes', list: 'incomeSource' },
    { key: 'dependants', as: 'count' },
    { key: 'debt', as: 'baht' },
  ],
  welfare: [
    {
      key: 'had',
      as: 'rows',
      fields: [
        { key: 'kind', as: 'code', list: 'welfareKind' },
        { key: 'times', as: 'count' },
        { key: 'value', as: 'baht' },
        { key: 'fiscalYear', as: 'count' },
      ],
    },
  ],
  hardship: [
    { key: 'codes', as: 'hardships' },
    { key: 'note', as: 'text' },
  ],
  wanted: [
    { key: 'kind', as: 'code', list: 'wantedKind' },
    { key: 'benefit', as: 'benefit' },
    { key: 'amount', as: 'baht' },
    { key: 'note', as: 'text' },
  ],
  account: [
    { key: 'bank', as: 'code', list: 'bank' },
    { key: 'number', as: 'line' },
    { key: 'holder', as: 'line' },
  ],
  contact: [
    { key: 'channel', as: 'code', list: 'contactChannel' },
    { key: 'hours', as: 'line' },
    { key: 'mustNotKnow', as: 'names' },
  ],
  certification: [{ key: 'agreed', as: 'tick' }],
} as const satisfies Record<HelpSection, readonly HelpField[]>;

const POINT = ['lat', 'lng', 'source', 'accuracyMetres'];

/** The field that stands at `section.field`, in a household also `household.members.2.name`; undefined for what is none. */
export function findHelpField(path: string): HelpField | undefined {
  const [section = '', key = '', , inner] = path.split('.');
  const fields: readonly HelpField[] = Object.hasOwn(HELP_FIELDS, section) ? HELP_FIELDS[section as HelpSection] : [];
  // A point on the map is one question with several values.
  const asked = section === 'place' && POINT.includes(key) ? 'point' : key;
  const field = fields.find((one) => one.key === asked);
  if (!field || inner === undefined) return field;
  return field.as === 'rows' ? field.fields.find((one) => one.key === inner) : undefined;
}

/** What of a form can be asked for in one line of a chat. */
const BY_TEXT = ['line', 'text', 'phone', 'id-number', 'baht', 'count'] as const satisfies HelpField['as'][];

/** Whether a field can be answered by writing in LINE; everything else is corrected on the form. */
export function isAnsweredByText(path: string): boolean {
  const field = findHelpField(path);
  return field !== undefined && (BY_TEXT as readonly string[]).includes(field.as);
}

/** What somebody wrote in a chat, as a value of that field; undefined if it can't be one. */
export function readHelpAnswer(path: string, text: string): string | number | undefined {
  const field = findHelpField(path);
  const written = text.trim();
  if (!field || written === '') return undefined;
  if (field.as !== 'baht' && field.as !== 'count') return written;
  const digits = written.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const found = /^[^\d]*(\d[\d,]*(?:\.\d+)?)[^\d]*$/.exec(digits)?.[1];
  if (found === undefined) return undefined;
  const number = Number(found.replaceAll(',', ''));
  return field.as === 'count' ? Math.trunc(number) : number;
}

/** The same form with a value at a path; what stands beside it stays. */
export function withHelpValue(form: HelpForm, path: string, value: unknown): HelpForm {
  return setIn(form, path.split('.'), value) as HelpForm;
}

/** What stands at a path of a form. */
export function helpValueAt(form: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), form);
}

function setIn(at: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(at) || /^\d+$/.test(key)) {
    const list: unknown[] = Array.isArray(at) ? [...at] : [];
    list[Number(key)] = setIn(list[Number(key)], rest, value);
    return list;
  }
  return { ...(isRecord(at) ? at : {}), [key]: setIn(isRecord(at) ? at[key] : undefined, rest, value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The hardships of each dimension, in the order in which they are asked. */
export const HARDSHIP_GROUPS = HARDSHIP_DIMENSIONS.map((dimension) => ({ dimension, codes: HARDSHIPS[dimension] }));
