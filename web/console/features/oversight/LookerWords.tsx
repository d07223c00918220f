import { roleSchema } from '#contract/permission';
import { useWords } from '../../ui/use-words.ts';
import type { Looker } from './looks.ts';
import css from './oversight.module.css';

/** Name as it is today, role and agency as they were when the person looked. */
export function LookerWords({ person }: { person: Looker['person'] }) {
  const { t, language } = useWords();
  const serves = person.serves.map(({ agency, role }) => {
    const known = roleSchema.safeParse(role);
    const name = agency && (language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh);
    return [known.success ? t(`access.role.${known.data}`) : role, name].filter(Boolean).join(' · ');
  });
  return (
    <div>
      <h3 className={css.name}>{person.name ?? t('looks.gone')}</h3>
      <p className={css.small}>{serves.length > 0 ? serves.join(' / ') : t('looks.servedNowhere')}</p>
    </div>
  );
}
