import { HELP_SECTIONS, type HelpForm, type HelpSection } from '#contract/help-form';
import { HELP_FIELDS, type HelpField, helpValueAt } from '#contract/help-form-fields';
import { type HelpReader, sayHelpValue } from '#contract/help-form-lines';
import { HELP_FORM_TEXTS, labelHelpField } from '#contract/help-form-texts';
import { formatDate } from '../../ui/format-time.ts';
import { PlaceLinks } from '../../ui/PlaceLinks.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';

type Props = { form: HelpForm; sections?: readonly HelpSection[] };

/** What was filled in, section by section; what was not is left out. */
export function FormSummary({ form, sections = HELP_SECTIONS }: Props) {
  const { language } = useText();
  const texts = HELP_FORM_TEXTS[language];
  const reader = { language, texts, day: (at: string) => formatDate(at, language) };
  return (
    <div className={css.summary}>
      {sections.map((section) => {
        const lines = (HELP_FIELDS[section] as readonly HelpField[]).flatMap((field) =>
          linesOf(form, `${section}.${field.key}`, field, reader),
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
function linesOf(form: unknown, path: string, field: HelpField, reader: HelpReader): Line[] {
  const value = helpValueAt(form, path);
  if (field.as === 'rows') {
    const rows = Array.isArray(value) ? value : [];
    return rows.map((row: unknown, at) => ({
      label: `${at + 1}`,
      text: field.fields.flatMap((inner) => sayHelpValue(helpValueAt(row, inner.key), inner, reader) ?? []).join(' · '),
    }));
  }
  const text = sayHelpValue(value, field, reader);
  return text === undefined ? [] : [{ label: labelHelpField(reader.texts, path), text }];
}
