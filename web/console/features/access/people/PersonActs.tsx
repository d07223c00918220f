import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '#contract/access-people';
import type { Role } from '#contract/permission';
import { useWords } from '../../../ui/use-words.ts';
import { AddRoleForm } from './AddRoleForm.tsx';
import { OneTimeLinkSheet } from './OneTimeLinkSheet.tsx';
import { PersonActForm } from './PersonActForm.tsx';
import css from './people.module.css';
import type { OneTimeLink } from './people.ts';
import { actsOn, type PersonAct } from './person-acts.ts';
import { StaffNumberForm } from './StaffNumberForm.tsx';

type Props = { person: Person; isMe: boolean; agencyId: string; roles: readonly Role[] };

/** The acts on one person's account; the chosen one explains itself before it happens. */
export function PersonActs({ person, isMe, agencyId, roles }: Props) {
  const { t } = useWords();
  const [act, setAct] = useState<PersonAct | null>(null);
  const [done, setDone] = useState<{ act: PersonAct; link: OneTimeLink | null } | null>(null);
  const finish = (link: OneTimeLink | null): void => {
    if (act) setDone({ act, link });
    setAct(null);
  };
  const form = { person, agencyId, onDone: finish, onCancel: () => setAct(null) };
  if (done?.link) {
    return (
      <OneTimeLinkSheet
        link={done.link}
        title={t('people.link.password', { name: person.name })}
        onDone={() => setDone(null)}
      />
    );
  }
  if (act === 'add-role') return <AddRoleForm {...form} roles={roles} />;
  if (act === 'staff-number') return <StaffNumberForm {...form} />;
  if (act) return <PersonActForm {...form} act={act} />;
  return (
    <>
      {person.servesElsewhere && <p className={css.hint}>{t('people.servesElsewhere')}</p>}
      {done && (
        <p className={css.good} role="status">
          {t(`people.act.${done.act}.done`)}
        </p>
      )}
      <div className={css.buttons}>
        {actsOn(person, isMe).map((one) => (
          <Button
            key={one}
            variant="default"
            onClick={() => {
              setDone(null);
              setAct(one);
            }}
          >
            {t(`people.act.${one}.name`)}
          </Button>
        ))}
      </div>
    </>
  );
}
