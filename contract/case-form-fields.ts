import type { FORM_CODES, RecordKind } from './case-forms.ts';

/** How one field of a form is filled in; its label stands in `contract/texts/case-forms.*.json` under the same key. */
/** `ofChild`: asked only while the person is under 18. */
export type Field = { key: string; ofChild?: true } & (
  | { as: 'line' | 'text' | 'day' | 'moment' | 'score' | 'worry' | 'birth' | 'hours' | 'names' | 'asking' }
  | { as: 'domain' | 'section' | 'goal' | 'results' | 'changes' }
  | { as: 'code' | 'codes'; list: keyof typeof FORM_CODES }
  | { as: 'group'; fields: readonly Field[] }
  /** A list of things of the same form; `named`: each has an id of its own. */
  | { as: 'rows'; fields: readonly Field[]; named: boolean }
);

/** The order in which a worker asks: codes before free text. Danger and assessment have forms of their own. */
export const FORM_FIELDS: Record<Exclude<RecordKind, 'danger' | 'assessment'>, readonly Field[]> = {
  registration: [
    { key: 'name', as: 'line' },
    { key: 'alias', as: 'line' },
    { key: 'birth', as: 'birth' },
    { key: 'sex', as: 'code', list: 'sex' },
    {
      key: 'safeContact',
      as: 'group',
      fields: [
        { key: 'channel', as: 'code', list: 'contactChannel' },
        { key: 'detail', as: 'line' },
        { key: 'hours', as: 'hours' },
        { key: 'mustNotKnow', as: 'names' },
        { key: 'checkQuestion', as: 'line' },
        { key: 'checkAnswer', as: 'line' },
      ],
    },
    { key: 'idNumber', as: 'line' },
    { key: 'noIdReason', as: 'code', list: 'noIdReason' },
    { key: 'nationality', as: 'code', list: 'nationality' },
    { key: 'language', as: 'code', list: 'language' },
    { key: 'disabilities', as: 'codes', list: 'disability' },
    { key: 'pregnant', as: 'code', list: 'yesNoUnknown' },
    { key: 'schoolStatus', as: 'code', list: 'schoolStatus' },
    {
      key: 'caregiver',
      as: 'group',
      fields: [
        { key: 'kind', as: 'code', list: 'caregiver' },
        { key: 'name', as: 'line' },
        { key: 'phone', as: 'line' },
      ],
    },
    {
      key: 'guardian',
      ofChild: true,
      as: 'group',
      fields: [
        { key: 'kind', as: 'code', list: 'guardian' },
        { key: 'name', as: 'line' },
        { key: 'phone', as: 'line' },
      ],
    },
    { key: 'childFlags', ofChild: true, as: 'codes', list: 'childFlag' },
    { key: 'basis', as: 'code', list: 'basis' },
  ],
  plan: [
    {
      key: 'goals',
      as: 'rows',
      named: true,
      fields: [
        { key: 'domain', as: 'domain' },
        { key: 'baseline', as: 'score' },
        { key: 'target', as: 'score' },
        { key: 'measure', as: 'text' },
        { key: 'due', as: 'day' },
      ],
    },
    {
      key: 'services',
      as: 'rows',
      named: true,
      fields: [
        { key: 'code', as: 'code', list: 'serviceCode' },
        { key: 'goalId', as: 'goal' },
        { key: 'by', as: 'code', list: 'serviceBy' },
        { key: 'responsible', as: 'code', list: 'responsible' },
        { key: 'provider', as: 'line' },
        { key: 'due', as: 'day' },
        { key: 'note', as: 'text' },
      ],
    },
    {
      key: 'agreed',
      as: 'group',
      fields: [
        { key: 'answer', as: 'code', list: 'agreed' },
        { key: 'reason', as: 'text' },
      ],
    },
  ],
  'safety-plan': [
    { key: 'signals', as: 'codes', list: 'signal' },
    { key: 'signalNote', as: 'text' },
    { key: 'place', as: 'text' },
    {
      key: 'call',
      as: 'rows',
      named: false,
      fields: [
        { key: 'name', as: 'line' },
        { key: 'phone', as: 'line' },
      ],
    },
    { key: 'bag', as: 'codes', list: 'bag' },
    { key: 'bagKeptWith', as: 'line' },
    { key: 'codeWord', as: 'line' },
    { key: 'children', as: 'text' },
  ],
  'follow-up': [
    { key: 'by', as: 'code', list: 'followUpBy' },
    { key: 'at', as: 'moment' },
    { key: 'seen', as: 'code', list: 'seen' },
    { key: 'safe', as: 'code', list: 'safe' },
    { key: 'notSafeAction', as: 'codes', list: 'notSafeAction' },
    { key: 'services', as: 'results' },
    { key: 'changes', as: 'changes' },
    { key: 'next', as: 'day' },
    { key: 'note', as: 'text' },
  ],
  conference: [
    { key: 'at', as: 'moment' },
    { key: 'place', as: 'line' },
    { key: 'personThere', as: 'code', list: 'personThere' },
    {
      key: 'attendance',
      as: 'rows',
      named: true,
      fields: [
        { key: 'profession', as: 'code', list: 'profession' },
        { key: 'name', as: 'line' },
        { key: 'came', as: 'code', list: 'came' },
      ],
    },
    {
      key: 'decisions',
      as: 'rows',
      named: true,
      fields: [
        { key: 'code', as: 'code', list: 'decisionCode' },
        { key: 'text', as: 'text' },
        { key: 'responsible', as: 'line' },
        { key: 'due', as: 'day' },
      ],
    },
  ],
  closure: [
    { key: 'reason', as: 'code', list: 'closureReason' },
    { key: 'ownWords', as: 'text' },
    { key: 'worryAtStart', as: 'worry' },
    { key: 'worryNow', as: 'worry' },
    { key: 'safe', as: 'code', list: 'safe' },
    { key: 'callIfWorse', as: 'line' },
    { key: 'mayAsk', as: 'asking' },
    { key: 'note', as: 'text' },
  ],
  note: [
    { key: 'section', as: 'section' },
    { key: 'text', as: 'text' },
  ],
};
