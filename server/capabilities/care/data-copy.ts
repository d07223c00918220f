import type { GiveDataCopy, WithheldCode, WithheldPart } from '#contract/case-data-copy';
import { isAskedByOther } from '#contract/case-data-copy';
import { type Field, FORM_FIELDS } from '#contract/case-form-fields';
import type { RecordKind } from '#contract/case-forms';

type Values = Readonly<Record<string, unknown>>;
type Choice = Pick<GiveDataCopy, 'reason' | 'textsRead'> & { withheld: readonly RecordKind[] };

/** Lines and texts that are the person's own. Any other line is of somebody else until it is added here. */
const OWN_LINES: Partial<Record<RecordKind, readonly string[]>> = {
  registration: ['name', 'alias', 'idNumber', 'safeContact.detail'],
  plan: ['services.provider'],
  conference: ['place'],
  closure: ['ownWords'],
};
/** Whoever finds the copy could use them. */
const SECRETS = ['safeContact.checkQuestion', 'safeContact.checkAnswer', 'codeWord'];
/** Where and how the person is safe: never for whoever asks in their place, who may be the one they are safe from. */
const SAFETY_FORMS: readonly RecordKind[] = ['danger', 'safety-plan'];
const SAFETY_GROUP = 'safeContact';

/** A form as it stands in a copy for the person; an empty body where all of it is withheld. */
export function withholdFrom(
  kind: RecordKind,
  body: Values,
  choice: Choice,
): { body: Values; withheld: readonly WithheldPart[] } {
  const isByOther = isAskedByOther(choice.reason);
  if (choice.withheld.includes(kind) || (isByOther && SAFETY_FORMS.includes(kind)))
    return { body: {}, withheld: [{ part: kind, code: 'protection' }] };
  const codes = new Set<WithheldCode>();
  /** Written by hand: somebody else may be in it. */
  const text = (value: unknown) => keepIf(choice.textsRead, 'other-person', value);
  const keepIf = (isKept: boolean, code: WithheldCode, value: unknown): unknown => {
    if (value === undefined || value === null || value === '') return undefined;
    if (isKept) return value;
    codes.add(code);
    return undefined;
  };
  const own = OWN_LINES[kind] ?? [];
  const walk = (fields: readonly Field[], values: Values, above: string): Values =>
    keptOf(
      fields.map((field) => {
        const path = above + field.key;
        return [field.key, keepField(field, path, values[field.key], values)];
      }),
    );
  const keepField = (field: Field, path: string, value: unknown, beside: Values): unknown => {
    if (value === undefined || value === null) return undefined;
    if (isByOther && path === SAFETY_GROUP) return keepIf(false, 'protection', value);
    switch (field.as) {
      case 'group':
        return walk(field.fields, asValues(value), `${path}.`);
      case 'rows':
        return Array.isArray(value) ? keepRows(field.fields, value, path) : undefined;
      case 'text':
        return own.includes(path) ? value : text(value);
      case 'line':
        if (SECRETS.includes(path)) return keepIf(false, 'secret', value);
        // "Through whom" is somebody else.
        return keepIf(own.includes(path) && beside.channel !== 'through-someone', 'other-person', value);
      case 'names':
        return Array.isArray(value) && value.length > 0 ? keepIf(false, 'other-person', value) : value;
      case 'goal':
        return undefined;
      default:
        return value;
    }
  };
  const keepRows = (fields: readonly Field[], values: readonly unknown[], path: string): unknown => {
    const rows = values
      .map((row) => walk(fields, asValues(row), `${path}.`))
      .filter((row) => Object.keys(row).length > 0);
    return rows.length > 0 ? rows : undefined;
  };
  const kept = keep();
  return { body: kept, withheld: [...codes].map((code) => ({ part: kind, code })) };

  function keep(): Values {
    if (kind === 'danger') return keptOf([...Object.entries({ ...body, note: text(body.note) })]);
    if (kind !== 'assessment') return walk(FORM_FIELDS[kind], body, '');
    const domains = Object.entries(asValues(body.domains)).map(([domain, found]): [string, unknown] => {
      const { score, codes: named, note } = asValues(found);
      return [domain, keptOf(Object.entries({ score, codes: named, note: text(note) }))];
    });
    const { level, reason } = asValues(body.override);
    const override = level === undefined ? undefined : keptOf(Object.entries({ level, reason: text(reason) }));
    return keptOf(Object.entries({ domains: Object.fromEntries(domains), override }));
  }
}

const asValues = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {});
const keptOf = (entries: readonly (readonly [string, unknown])[]): Values =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));
