import { roleSchema } from '#contract/permission';
import { formatAgency } from '../../ui/format-agency.ts';
import { useText } from '../../ui/use-text.ts';
import css from './access-review.module.css';
import type { Viewer } from './views.ts';

/** The name today; role and agency at the time of the view. */
export function ViewerName({ person }: { person: Viewer['person'] }) {
  const { t, language } = useText();
  const serves = person.serves.map(({ agency, role }) => {
    const known = roleSchema.safeParse(role);
    const name = agency && formatAgency(agency, language);
    return [known.success ? t(`access.role.${known.data}`) : role, name].filter(Boolean).join(' · ');
  });
  return (
    <div>
      <h3 className={css.name}>{person.name ?? t('views.gone')}</h3>
      <p className={css.small}>{serves.length > 0 ? serves.join(' / ') : t('views.servedNowhere')}</p>
    </div>
  );
}
