import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Person } from '#contract/access-people';
import { foldText } from '#contract/fold-text';
import type { Role } from '#contract/permission';
import { useText } from '../../../ui/use-text.ts';
import { PersonRow } from './PersonRow.tsx';
import css from './people.module.css';

/** Longer lists have a search field. */
const LONG = 8;

type Props = { people: readonly Person[]; myId: string; agencyId: string; roles: readonly Role[]; mayManage: boolean };

/** People with a membership in force first, then the others. */
export function PeopleList({ people, myId, agencyId, roles, mayManage }: Props) {
  const { t } = useText();
  const [text, setText] = useState('');
  const search = foldText(text);
  const wanted = people.filter(({ name, email, staffNumber }) =>
    [name, email, staffNumber ?? ''].some((part) => foldText(part).includes(search)),
  );
  const serves = ({ memberships }: Person) =>
    memberships.some(({ agency, inForce }) => inForce && agency.id === agencyId);
  const groups = [
    { title: null, people: wanted.filter(serves) },
    { title: t('people.others'), people: wanted.filter((person) => !serves(person)) },
  ];
  return (
    <>
      {people.length > LONG && (
        <TextInput
          aria-label={t('people.findPerson')}
          placeholder={t('people.findPerson')}
          leftSection={<IconSearch aria-hidden size={20} />}
          size="lg"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {people.length === 0 && <p className={css.hint}>{t('people.empty')}</p>}
      {people.length > 0 && wanted.length === 0 && <p className={css.hint}>{t('people.noneFound')}</p>}
      {groups.map(
        ({ title, people: shown }) =>
          shown.length > 0 && (
            <div key={title ?? ''}>
              {title && <h4 className={css.group}>{title}</h4>}
              <ul className={css.list}>
                {shown.map((person) => (
                  <PersonRow
                    key={person.id}
                    person={person}
                    isMe={person.id === myId}
                    agencyId={agencyId}
                    roles={roles}
                    mayManage={mayManage}
                  />
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  );
}
