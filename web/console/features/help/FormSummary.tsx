import { HELP_SECTIONS, type HelpForm, type HelpSection } from '#contract/help-form';
import { HELP_FIELDS, type HelpField, helpValueAt } from '#contract/help-form-fields';
import {
  HELP_FORM_TEXTS,
  type HelpFormTexts,
  labelHardship,
  labelHelpCode,
  labelHelpField,
} from '#contract/help-form-texts';
import { formatDate } from '../../ui/format-time.ts';
import { PlaceLinks } from '../../ui/PlaceLinks.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';

type Props = { form: HelpForm; sections?: readonly HelpSection[] };

/** What was filled in, section by section; what was not is left out. */
export function FormSummary({ form, sections = HELP_SECTIONS }: Props) {
  const { language } = useText();
  const texts = HELP_FORM_TEXTS[language];
  return (
    <div className={css.summary}>
      {sections.map((section) => {
        const lines = (HELP_FIELDS[section] as readonly HelpField[]).flatMap((field) =>
          linesOf(form, `${section}.${field.key}`, field, texts, language),
        );
        if (lines.length === 0) return null;
        return (
          <section key={section}>
            <h4>{texts.sections[section]}</h4>
            <dl>
              {lines.map(({ label, text }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
            {section === 'place' && form.place?.lat !== undefined && form.place.lng !== undefined && (
              <PlaceLinks point={{ lat: form.place.lat, lng: form.place.lng }} />
            )}
          </section>
        );
      })}
    </div>
  );
}

type Line = { label: string; text: string };

/** The lines of a field, of a row one for each of its fields. */
function linesOf(form: unknown, path: string, field: HelpField, texts: HelpFormTexts, language: 'th' | 'en'): Line[] {
  const value = helpValueAt(form, path);
  if (field.as === 'rows') {
    const rows = Array.isArray(value) ? value : [];
    return rows.map((row: unknown, at) => ({
      label: `${at + 1}`,
      text: field.fields
        .flatMap((inner) => textOf(helpValueAt(row, inner.key), inner, texts, language) ?? [])
        .join(' · '),
    }));
  }
  const text = textOf(value, field, texts, language);
  return text === undefined ? [] : [{ label: labelHelpField(texts, path), text }];
}

function textOf(value: unknown, field: HelpField, texts: HelpFormTexts, language: 'th' | 'en'): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  switch (field.as) {
    case 'code':
      return labelHelpCode(texts, field.list, String(value));
    case 'codes':
      return asList(value)
        .map((code) => labelHelpCode(texts, field.list, code))
        .join(', ');
    case 'hardships':
      return asList(value)
        .map((code) => labelHardship(texts, code))
        .join(', ');
    case 'names':
      return asList(value).join(', ');
    case 'baht':
    case 'count':
      return typeof value === 'number' ? value.toLocaleString('en') : String(value);
    case 'yes-no':
    case 'tick':
      return value === true ? '✓' : '✗';
    case 'birth': {
      const birth = value as { kind: string; date?: string; year?: number };
      if (birth.date) return formatDate(`${birth.date}T05:00:00Z`, language);
      return `~ ${language === 'th' ? (birth.year ?? 0) + 543 : birth.year}`;
    }
    case 'place':
      return undefined;
    default:
      return String(value);
  }
}

const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
