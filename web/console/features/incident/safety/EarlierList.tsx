import type { EarlierIncident } from '#contract/safety';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './SafetyCard.module.css';
import { SafetyFlags } from './SafetyFlags.tsx';

/** Earlier incidents here or with these people: folded away behind a summary line. */
export function EarlierList({ earlier }: { earlier: EarlierIncident[] }) {
  const { t, language } = useText();
  const [last] = earlier;
  if (!last) return null;
  return (
    <details className={css.earlier}>
      <summary>
        {t('safety.earlier', { count: earlier.length })} · {formatDate(last.openedAt, language)}{' '}
        {t(`type.${last.type}`)}
      </summary>
      <ol>
        {earlier.map((one) => (
          <li key={`${one.openedAt} ${one.type}`}>
            <p>
              <strong>{formatDate(one.openedAt, language)}</strong> {t(`type.${one.type}`)}
              {one.disposition && <> · {t(`disposition.${one.disposition}`)}</>}
            </p>
            <p className={css.small}>
              {one.because.map((reason) => t(`safety.because.${reason}`)).join(' · ')} ·{' '}
              {formatAgency(one.agency, language)}
            </p>
            <SafetyFlags flags={one.flags} />
            {one.notes.map(
              ({ id, text }) =>
                text && (
                  <p key={id} className={css.text}>
                    “{text}”
                  </p>
                ),
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
