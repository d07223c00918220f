import type { PlacementFunnel } from '#contract/outreach';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { useText } from '../../ui/use-text.ts';
import css from './outreach.module.css';

const STEPS = ['opened', 'left', 'started', 'alerted', 'acknowledged'] as const;

/** From opened to answered: bars true to scale, each with its own number. */
export function Funnel({ funnel }: { funnel: PlacementFunnel }) {
  const { t, language } = useText(OUTREACH_TEXT);
  const {
    opened,
    toLine,
    toWeb,
    started,
    startedInLine,
    startedOnWeb,
    startedInLiff,
    alerted,
    acknowledged,
    unfounded,
  } = funnel;
  const counts = { opened, left: toLine + toWeb, started, alerted, acknowledged };
  const most = Math.max(1, ...STEPS.map((step) => counts[step] ?? 0));
  return (
    <section className={css.funnel}>
      <h3>{t('funnel.title')}</h3>
      <dl>
        {STEPS.map((step) => (
          <div key={step}>
            <dt>{t(`funnel.${step}`)}</dt>
            <dd>{counts[step] === null ? t('funnel.few') : counts[step].toLocaleString(language)}</dd>
            <meter className={css.bar} min={0} max={most} value={counts[step] ?? 0} aria-hidden />
          </div>
        ))}
      </dl>
      {startedInLine !== null && startedOnWeb !== null && (
        <p>{t('funnel.ways', { line: startedInLine, web: startedOnWeb })}</p>
      )}
      {startedInLiff !== null && startedInLiff > 0 && <p>{t('funnel.inLiff', { number: startedInLiff })}</p>}
      {unfounded && <p>{t('funnel.unfounded', unfounded)}</p>}
      <p className={css.small}>{t('funnel.note')}</p>
      {funnel.isRounded && <p className={css.small}>{t('funnel.rounded')}</p>}
    </section>
  );
}
