import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '#contract/access-people';
import type { Role } from '#contract/permission';
import { useText } from '../../../ui/use-text.ts';
import { AddRoleForm } from './AddRoleForm.tsx';
import { OneTimeLinkSheet } from './OneTimeLinkSheet.tsx';
import { OwnNumbersOf } from './OwnNumbersOf.tsx';
import { PersonActionForm } from './PersonActionForm.tsx';
import css from './people.module.css';
import type { OneTimeLink } from './people.ts';
import { actionsOn, type PersonAction } from './person-actions.ts';
import { StaffNumberForm } from './StaffNumberForm.tsx';

type Props = { person: Person; isMe: boolean; agencyId: string; roles: readonly Role[] };

/** The actions on a person's account; the chosen one is explained before it happens. */
export function PersonActions({ person, isMe, agencyId, roles }: Props) {
  const { t } = useText();
  const [action, setAction] = useState<PersonAction | null>(null);
  const [done, setDone] = useState<{ action: Exclude<PersonAction, 'own-numbers'>; link: OneTimeLink | null } | null>(
    null,
  );
  const finish = (link: OneTimeLink | null): void => {
    if (action && action !== 'own-numbers') setDone({ action, link });
    setAction(null);
  };
  const form = { person, agencyId, onDone: finish, onCancel: () => setAction(null) };
  if (done?.link) {
    return (
      <OneTimeLinkSheet
        link={done.link}
        title={t('people.link.password', { name: person.name })}
        onDone={() => setDone(null)}
      />
    );
  }
  if (action === 'add-role') return <AddRoleForm {...form} roles={roles} />;
  if (action === 'staff-number') return <StaffNumberForm {...form} />;
  if (action === 'own-numbers') return <OwnNumbersOf {...form} />;
  if (action) return <PersonActionForm {...form} action={action} />;
  return (
    <>
      {person.servesElsewhere && <p className={css.hint}>{t('people.servesElsewhere')}</p>}
      {done && (
        <p className={css.good} role="status">
          {t(`people.action.${done.action}.done`)}
        </p>
      )}
      <div className={css.buttons}>
        {actionsOn(person, isMe).map((one) => (
          <Button
            key={one}
            variant="default"
            onClick={() => {
              setDone(null);
              setAction(one);
            }}
          >
            {t(`people.action.${one}.name`)}
          </Button>
        ))}
      </div>
    </>
  );
}
