import { PUBLIC_STATUS } from '#contract/help';
import type { HelpDetail } from '#contract/help-api';
import type { HelpForm, HelpSection } from '#contract/help-form';
import { HELP_FIELDS, type HelpField, helpValueAt } from '#contract/help-form-fields';
import { type HelpReader, sayHelpValue } from '#contract/help-form-lines';
import { HELP_FORM_TEXTS, labelHelpCode, labelHelpField } from '#contract/help-form-texts';
import { HELP_PICTURE_KINDS, type HelpPictureKind } from '#contract/help-pictures';
import { HELP_PRINT_TEXTS } from '#contract/help-print';
import type { Benefit } from '#contract/help-rules';
import type { PageLine, PagePart, Pages } from '#platform/print/set-pages';

type Given = {
  detail: HelpDetail;
  /** With the whole account, where whoever prints may pay. */
  form: HelpForm;
  benefit: Benefit | undefined;
  pictures: readonly HelpPictureKind[];
  printedBy: string;
  now: Date;
  language: 'th' | 'en';
};

/** Whoever finds the paper could be one of them. */
const NEVER_PRINTED = ['contact.mustNotKnow'];
/** Asked only where something else was answered so. */
const ONLY_IF: Readonly<Record<string, (form: HelpForm) => boolean>> = {
  'person.noIdReason': ({ person }) => person?.idNumber === undefined,
  'place.rentPerMonth': ({ place }) => place?.tenure === 'rented',
  'wanted.benefit': ({ wanted }) => wanted?.kind === 'money',
};
/** Thirteen digits do not break, and names are long. */
const WIDTHS: Partial<Record<HelpField['as'], number>> = { 'id-number': 1.7, line: 1.4, birth: 1.2 };
const LOCALES = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };

/**
 * A request in the order of ปสค.1 and ปสค.2, to be signed and kept in the office. Every field stands there: what nobody filled in
 * says so, because whoever reads the paper can't look it up.
 */
export function requestPages({ detail, form, benefit, pictures, printedBy, now, language }: Given): Pages {
  const texts = HELP_PRINT_TEXTS[language];
  const names = HELP_FORM_TEXTS[language];
  const reader: HelpReader = { language, texts: names, day: dayIn(language) };
  const { request, filedBy, checks } = detail;
  const day = (at: string | null) => (at === null ? texts.missing : reader.day(at));
  const agency = language === 'th' ? request.agency.nameTh : (request.agency.nameEn ?? request.agency.nameTh);
  const section = (name: HelpSection): PagePart => ({
    ...{ title: names.sections[name], under: '' },
    lines: linesOf(name, form, reader),
  });
  const filer = filedBy?.name ?? '';
  const person = { role: texts.person, name: form.person?.name ?? '' };
  const signatures = (who: readonly { role: string; name: string }[]) => ({
    signatures: { sign: texts.sign, date: texts.signedOn, who },
  });
  return {
    language,
    ...{ title: texts.form1, under: texts.under, mark: texts.confidential },
    again: `${request.code} · ${texts.confidential}`,
    facts: [
      { label: texts.code, text: request.code },
      { label: texts.submitted, text: day(request.submittedAt) },
      { label: texts.received, text: day(request.receivedAt) },
      { label: texts.channel, text: texts.channels[request.channel] },
      { label: texts.agency, text: agency },
      { label: texts.status, text: names.publicStatuses[PUBLIC_STATUS[request.status]] },
      ...(filer === '' ? [] : [{ label: texts.filedBy, text: filer }]),
      { label: texts.danger, text: request.danger ? texts.dangers[request.danger] : texts.missing },
    ],
    parts: [
      section('person'),
      { ...section('place'), lines: [pointLine(form, reader), ...linesOf('place', form, reader)] },
      section('income'),
      { ...section('welfare'), ...rowsOf('welfare', 'had', form, reader) },
      section('hardship'),
      { ...section('wanted'), lines: [...linesOf('wanted', form, reader), ...benefitLines(benefit, language)] },
      section('account'),
      section('contact'),
      {
        ...{ title: texts.pictures, under: pictures.length === 0 ? texts.none : '' },
        lines: countedPictures(pictures, language),
      },
      {
        ...{ title: texts.checks, under: checks.length === 0 ? texts.results.waiting : '' },
        lines: checks.map(({ level, result, by, decidedAt }) => ({
          label: texts.levels[level],
          text: [texts.results[result ?? 'waiting'], by?.name, decidedAt && reader.day(decidedAt)]
            .filter(Boolean)
            .join(' · '),
        })),
      },
      {
        ...section('certification'),
        ...signatures([
          person,
          ...(filer === '' ? [] : [{ role: texts.filer, name: filer }]),
          { role: texts.officer, name: '' },
        ]),
      },
      {
        ...{ title: texts.form2, under: texts.under, onNewPage: true },
        lines: [
          { label: texts.code, text: request.code },
          { label: labelHelpField(names, 'person.name'), text: form.person?.name ?? texts.missing },
          { label: labelHelpField(names, 'place.address'), text: form.place?.address ?? texts.missing },
          { label: texts.income, text: incomeOf(form) ?? texts.missing },
        ],
        ...rowsOf('household', 'members', form, reader),
        ...signatures([person, { role: texts.checker, name: '' }]),
      },
    ],
    foot: fill(texts.foot, { code: request.code, who: printedBy, day: reader.day(now.toISOString()) }),
    whole: [request.code, printedBy, filer, agency, form.person?.name ?? ''],
  };
}

/** Every field but rows and what is never printed; a missing one says so. */
function linesOf(name: HelpSection, form: HelpForm, reader: HelpReader): PageLine[] {
  const texts = HELP_PRINT_TEXTS[reader.language];
  return (HELP_FIELDS[name] as readonly HelpField[]).flatMap((field) => {
    const path = `${name}.${field.key}`;
    if (field.as === 'rows' || field.as === 'place' || field.as === 'benefit' || NEVER_PRINTED.includes(path))
      return [];
    if (ONLY_IF[path]?.(form) === false) return [];
    return [{ label: labelHelpField(reader.texts, path), text: textOf(form, path, field, reader) ?? texts.missing }];
  });
}

function textOf(form: unknown, path: string, field: HelpField, reader: HelpReader): string | undefined {
  const value = helpValueAt(form, path);
  const said = HELP_PRINT_TEXTS[reader.language];
  if (typeof value === 'boolean') return value ? said.yes : said.no;
  return sayHelpValue(value, field, reader) || undefined;
}

function pointLine({ place }: HelpForm, reader: HelpReader): PageLine {
  const texts = HELP_PRINT_TEXTS[reader.language];
  const label = labelHelpField(reader.texts, 'place.point');
  if (place?.lat === undefined || place.lng === undefined) return { label, text: texts.missing };
  const { lat, lng, source, accuracyMetres } = place;
  return {
    label,
    text: fill(texts.point, {
      ...{ lat: lat.toFixed(5), lng: lng.toFixed(5) },
      source: source ? labelHelpCode(reader.texts, 'placeSource', source) : texts.missing,
      metres: accuracyMetres ? fill(texts.metres, { metres: String(Math.round(accuracyMetres)) }) : '',
    }),
  };
}

/** Rows of a form as a table with a number before each. */
function rowsOf(
  name: 'welfare' | 'household',
  key: 'had' | 'members',
  form: HelpForm,
  reader: HelpReader,
): Pick<PagePart, 'table' | 'under'> | undefined {
  const texts = HELP_PRINT_TEXTS[reader.language];
  const field = (HELP_FIELDS[name] as readonly HelpField[]).find((one) => one.key === key);
  const found = helpValueAt(form, `${name}.${key}`);
  const rows = Array.isArray(found) ? found : [];
  if (field?.as !== 'rows') return undefined;
  if (rows.length === 0) return { under: texts.none };
  const labels: Readonly<Record<string, string>> = reader.texts.fields[name];
  return {
    under: '',
    table: {
      widths: field.fields.map((inner) => WIDTHS[inner.as] ?? 1),
      head: [texts.number, ...field.fields.map((inner) => labels[inner.key] ?? inner.key)],
      rows: rows.map((row: unknown, at) => [
        String(at + 1),
        ...field.fields.map((inner) => textOf(row, inner.key, inner, reader) ?? texts.missing),
      ]),
    },
  };
}

function benefitLines(benefit: Benefit | undefined, language: 'th' | 'en'): PageLine[] {
  const texts = HELP_PRINT_TEXTS[language];
  if (!benefit) return [];
  const { ceilingBaht, timesPerYear, unverified } = benefit;
  return [
    { label: labelHelpField(HELP_FORM_TEXTS[language], 'wanted.benefit'), text: benefit[language] },
    { label: texts.regulation, text: benefit.regulation },
    {
      label: texts.ceiling,
      text: fill(texts.ceilingText, {
        baht: ceilingBaht.toLocaleString('en'),
        times: timesPerYear === null ? '' : fill(texts.times, { times: String(timesPerYear) }),
        unverified: unverified ? texts.unverified : '',
      }),
    },
  ];
}

function countedPictures(pictures: readonly HelpPictureKind[], language: 'th' | 'en'): PageLine[] {
  const { pictureLine } = HELP_PRINT_TEXTS[language];
  return HELP_PICTURE_KINDS.flatMap((kind) => {
    const count = pictures.filter((one) => one === kind).length;
    if (count === 0) return [];
    const label = HELP_FORM_TEXTS[language].pictureKinds[kind];
    return [{ label, text: fill(pictureLine, { count: String(count) }) }];
  });
}

function incomeOf({ household }: HelpForm): string | undefined {
  const known = (household?.members ?? []).flatMap(({ monthlyIncome }) => monthlyIncome ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, one) => sum + one, 0).toLocaleString('en');
}

/** Thai time, the Buddhist year in Thai; never broken at the end of a line. */
function dayIn(language: 'th' | 'en'): (at: string) => string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: 'Asia/Bangkok',
    ...({ day: 'numeric', month: 'short', year: 'numeric' } as const),
  });
  return (at) =>
    format
      .formatToParts(new Date(at))
      .filter(({ type }) => ['day', 'month', 'year'].includes(type))
      .map(({ value }) => value)
      .join('\u00a0');
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
