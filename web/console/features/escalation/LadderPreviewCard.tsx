import { useWords } from '../../ui/use-words.ts';
import css from './ladder.module.css';
import { sayReached, useLadderWords } from './ladder-words.ts';
import { useLadderPreview } from './use-ladders.ts';

type Props = { agency: { id: string; nameTh: string; nameEn: string | null } };

/** The ladder with names: who would be told now, and which of them would be passed over. */
export function LadderPreviewCard({ agency }: Props) {
  const t = useLadderWords();
  const { language } = useWords();
  const { data } = useLadderPreview(agency.id);
  if (!data) return null;
  return (
    <section className={css.card}>
      <h3>{t('preview.title', { agency: language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh })}</h3>
      <ol className={css.steps}>
        {data.steps.map(({ afterSeconds, reached }) => (
          <li key={afterSeconds} className={css.step}>
            <strong>{afterSeconds === 0 ? t('at') : t('after', { seconds: afterSeconds })}</strong>
            <span>
              {reached.length === 0 && <span className={css.passed}>{t('preview.none')}</span>}
              {reached.map((one) => (
                <span key={`${one.target} ${one.agencyId}`} className={css.line}>
                  {sayReached(one, t, language)}
                  {one.passedOver ? (
                    <span className={css.passed}> · {t(`passed.${one.passedOver}`)}</span>
                  ) : (
                    <span className={css.muted}> · {t('state.people', { count: one.people })}</span>
                  )}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <p className={css.muted}>{t('then', { seconds: data.ladder.repeatSeconds })}</p>
    </section>
  );
}
