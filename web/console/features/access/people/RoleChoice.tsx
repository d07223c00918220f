import type { Role } from '#contract/permission';
import { useText } from '../../../ui/use-text.ts';
import css from './people.module.css';

type Props = { roles: readonly Role[]; chosen: Role | null; onChoose: (role: Role) => void };

/** Roles, each with one line about its permissions. */
export function RoleChoice({ roles, chosen, onChoose }: Props) {
  const { t } = useText();
  return (
    <fieldset className={css.choices}>
      <legend>{t('people.role')}</legend>
      {roles.map((role) => (
        <label key={role} className={css.choice}>
          <input type="radio" name="role" required checked={role === chosen} onChange={() => onChoose(role)} />
          <span>
            <strong>{t(`access.role.${role}`)}</strong>
            <span className={css.hint}>{t(`access.roleHint.${role}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
