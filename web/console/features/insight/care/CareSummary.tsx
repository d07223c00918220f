import { CASE_SOURCES } from '#contract/case';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { CARE_STATES, type InsightCare } from '#contract/insight-care';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { INSIGHT_CARE_TEXT } from '../../../text/insight-care.ts';
import { useText } from '../../../ui/use-text.ts';
import { BarList } from '../charts/BarList.tsx';
import { DefinitionLink } from '../DefinitionLink.tsx';
import css from '../insight.module.css';
import { useSpan } from '../use-span.ts';

const OWN_ENDS = ['declined', 'in-care-already', 'other-agency', 'not-found'] as const;

/** The numbers that count, each beside what it is of; and where the cases came from and are. */
export function CareSummary({ care: { cases, contact, needs, children, before } }: { care: InsightCare }) {
  const { t, language } = useText(INSIGHT_CARE_TEXT);
  const { t: insight } = useText(INSIGHT_TEXT);
  const span = useSpan();
  const number = (n: number) => n.toLocaleString(language);
  const isFew = contact.p50 === null;
  const figures = [
    {
      key: 'cases',
      figure: 'care-cases',
      value: number(cases.n),
      notes: [insight('before', { n: number(before.cases) })],
    },
    {
      key: 'firstContact',
      figure: 'first-contact',
      value: contact.p50 === null ? '–' : span(contact.p50),
      notes: [...(isFew ? [t('tooFew')] : []), insight('n', { n: number(contact.n) })],
    },
    {
      key: 'late',
      figure: 'contact-waiting',
      value: number(contact.late),
      notes: [t('ofWaiting', { n: number(contact.waiting) })],
    },
    {
      key: 'met',
      figure: 'needs-met',
      value: number(needs.met),
      notes: [t('ofNeeds', { n: number(needs.n) }), t('beforeOf', { n: number(before.met), of: number(before.needs) })],
    },
    {
      key: 'back',
      figure: 'children-back',
      value: number(children.back),
      notes: [
        t('ofChildren', { n: number(children.n) }),
        t('beforeOf', { n: number(before.back), of: number(before.children) }),
      ],
    },
  ] as const;
  const ends: Record<string, string> = {
    ...Object.fromEntries(OWN_ENDS.map((key) => [key, t(`end.${key}`)])),
    ...FORM_TEXTS[language].codes.closureReason,
  };
  const parts = [
    {
      title: t('source.title'),
      bars: CASE_SOURCES.map((key) => ({ key, label: t(`source.${key}`), n: cases.bySource[key] })),
    },
    {
      title: t('state.title'),
      bars: CARE_STATES.map((key) => ({ key, label: t(`state.${key}`), n: cases.byState[key] })),
    },
    {
      title: t('end.title'),
      bars: Object.entries(cases.byEnd).map(([key, n]) => ({ key, label: ends[key] ?? key, n })),
    },
  ];
  return (
    <>
      <dl className={css.figures}>
        {figures.map(({ key, figure, value, notes }) => (
          <div key={key}>
            <dt>
              {t(key)} <DefinitionLink figure={figure} />
            </dt>
            <dd>{value}</dd>
            {notes.map((note) => (
              <dd key={note} className={css.small}>
                {note}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {cases.n === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <div className={css.three}>
          {parts
            .map((part) => ({ ...part, bars: part.bars.filter(({ n }) => n > 0) }))
            .filter(({ bars }) => bars.length > 0)
            .map(({ title, bars }) => (
              <section key={title} className={css.part}>
                <h3>{title}</h3>
                <BarList bars={bars} language={language} />
              </section>
            ))}
        </div>
      )}
      <p className={css.apart}>{t('duplicates', { n: number(cases.duplicates) })}</p>
    </>
  );
}
