import { type Field, FORM_FIELDS } from './case-form-fields.ts';
import type { FormTexts } from './case-form-texts.ts';
import { birthSchema, DOMAINS, type RecordKind } from './case-forms.ts';
import type { DangerTool } from './case-risk.ts';
import { BUDDHIST } from './thai-day.ts';

/** In what language it is read, and how that one writes a day (`2026-11-21`) and a moment (ISO). */
export type FormReader = { language: 'th' | 'en'; day(day: string): string; moment(at: string): string };
export type Said = { path: string; label: string; text: string };
type Values = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;
type Node = string | { [key: string]: Node };
type Questions = Readonly<Record<string, string>>;

/** The label of a field by its path, as `goals.0.due`: "Goals 1: Due". Texts of questions come from their tool. */
export function labelOf(texts: FormTexts, kind: RecordKind, path: string, questions: Questions = {}): string {
  return labelsOf(texts, kind, path, questions).join(': ') || path;
}

/** The label of the field itself, without what it is in. */
export function ownLabelOf(texts: FormTexts, kind: RecordKind, path: string): string {
  return labelsOf(texts, kind, path, {}).at(-1) ?? path;
}

function labelsOf(texts: FormTexts, kind: RecordKind, path: string, questions: Questions): string[] {
  const said: string[] = [];
  let node: Node | undefined = (texts.fields as Record<string, Node>)[kind];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) {
      said.push(`${said.pop() ?? ''} ${Number(part) + 1}`.trim());
      continue;
    }
    const domain = (texts.domains as Record<string, string>)[part];
    if (kind === 'assessment' && domain) {
      said.splice(0, said.length, domain);
      continue;
    }
    if (kind === 'danger' && questions[part]) {
      said.splice(0, said.length, questions[part]);
      continue;
    }
    node = typeof node === 'object' ? node[part] : undefined;
    const label = typeof node === 'object' ? node.title : node;
    if (typeof label === 'string') said.push(label);
  }
  return said;
}

const asValues = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {});
const nameIn = (names: Names, value: unknown): string => names[String(value)] ?? String(value);

/** What a form says, line by line, to be read by whoever decides or compares two versions. */
export function summarizeForm(
  texts: FormTexts,
  kind: RecordKind,
  body: Values,
  reader: FormReader,
  questions: DangerTool['questions'] = [],
): Said[] {
  if (kind === 'danger') {
    const answers = asValues(body.answers);
    const said = questions.flatMap((question) =>
      answers[question.id] === undefined
        ? []
        : [
            {
              path: `answers.${question.id}`,
              label: question[reader.language],
              text: nameIn(texts.codes.yesNoUnknown, answers[question.id]),
            },
          ],
    );
    const asked =
      body.asked === undefined
        ? []
        : [{ path: 'asked', label: texts.fields.danger.asked, text: nameIn(texts.codes.seenAlone, body.asked) }];
    return [...said, ...asked, ...noteOf(texts.fields.danger.note, body.note)];
  }
  if (kind === 'assessment') {
    const domains = asValues(body.domains);
    const override = asValues(body.override);
    const said = DOMAINS.flatMap((domain) => {
      const { score, codes, note } = asValues(domains[domain]);
      if (score === undefined) return [];
      const found = Array.isArray(codes) ? codes.map((code) => nameIn(texts.domainCodes[domain], code)) : [];
      const text = [nameIn(texts.scores, score), ...found, note].filter(Boolean).join(' · ');
      return [{ path: `domains.${domain}`, label: texts.domains[domain], text }];
    });
    if (override.level === undefined) return said;
    const text = [nameIn(texts.risks, override.level), override.reason].filter(Boolean).join(' · ');
    return [...said, { path: 'override', label: texts.fields.assessment.override.title, text }];
  }
  return summarizeFields({ texts, kind, reader }, FORM_FIELDS[kind], body, '');
}

const noteOf = (label: string, note: unknown): Said[] =>
  typeof note === 'string' && note ? [{ path: 'note', label, text: note }] : [];

type Reading = { texts: FormTexts; kind: RecordKind; reader: FormReader };

/** What says nothing in a row without its label: two levels beside each other, a day. */
const WITH_LABEL: readonly Field['as'][] = ['score', 'day'];

function summarizeFields(reading: Reading, fields: readonly Field[], values: Values, at: string): Said[] {
  const { texts, kind } = reading;
  return fields.flatMap((field) => {
    const value = values[field.key];
    const path = at + field.key;
    if (value === undefined) return [];
    if (field.as === 'group') return summarizeFields(reading, field.fields, asValues(value), `${path}.`);
    if (field.as === 'rows' && Array.isArray(value))
      return value.flatMap((row, index) => {
        const at = `${path}.${index}`;
        const text = field.fields.flatMap((inner) => {
          const label = WITH_LABEL.includes(inner.as) ? `${ownLabelOf(texts, kind, `${at}.${inner.key}`)} ` : '';
          return summarizeFields(reading, [inner], asValues(row), `${at}.`).map((one) => label + one.text);
        });
        return [{ path: at, label: labelOf(texts, kind, at), text: text.join(' · ') }];
      });
    const text = wordsOf(reading, field, value);
    return text === '' ? [] : [{ path, label: labelOf(texts, kind, path), text }];
  });
}

function wordsOf({ texts, reader }: Reading, field: Field, value: unknown): string {
  switch (field.as) {
    case 'code':
      return nameIn(texts.codes[field.list], value);
    case 'codes':
      return Array.isArray(value) ? value.map((one) => nameIn(texts.codes[field.list], one)).join(', ') : '';
    case 'score':
      return nameIn(texts.scores, value);
    case 'domain':
      return nameIn(texts.domains, value);
    case 'section':
      return nameIn(texts.sections, value);
    case 'birth': {
      const birth = birthSchema.safeParse(value).data;
      if (!birth) return '';
      if (birth.kind === 'exact') return reader.day(birth.date);
      return `${texts.said.about} ${reader.language === 'en' ? birth.year : birth.year + BUDDHIST}`;
    }
    case 'hours': {
      if (value === 'any') return texts.said.anyTime;
      const { from, to } = asValues(value);
      return `${from}-${to}`;
    }
    case 'day':
      return typeof value === 'string' ? reader.day(value) : '';
    case 'names':
      return Array.isArray(value) ? value.join(', ') || texts.said.nobody : '';
    case 'results':
      return Array.isArray(value)
        ? value.map((row) => nameIn(texts.codes.serviceResult, asValues(row).result)).join(', ')
        : '';
    case 'changes':
      return Object.entries(asValues(value))
        .map(([domain, change]) => `${nameIn(texts.domains, domain)}: ${nameIn(texts.codes.change, change)}`)
        .join(', ');
    case 'moment':
      return typeof value === 'string' ? reader.moment(value) : '';
    case 'asking': {
      const { after30Days, after90Days } = asValues(value);
      const { mayAsk } = texts.fields.closure;
      return [after30Days && mayAsk.after30Days, after90Days && mayAsk.after90Days].filter(Boolean).join(', ') || '–';
    }
    case 'goal':
      return '';
    default:
      return String(value);
  }
}
