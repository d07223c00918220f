import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { foldText } from '#contract/fold-text';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './StaffSearch.module.css';
import { ColleagueText } from './StaffSearch.tsx';
import { type Colleague, isPatrol, useOfficers } from './staff.ts';

/** With more names than this a search field is faster than reading. */
const SEARCH_FROM = 8;

type Props = { incidentId: string; chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void };

/** The officers to send, by name: only they see the incident on their phones. */
export function OfficerChoice({ incidentId, chosen, onChange }: Props) {
  const { t, language } = useText();
  const officers = useOfficers(incidentId);
  const [text, setText] = useState('');
  const [showsOthers, setShowsOthers] = useState(false);
  if (officers.isPending) return <Waiting label={t('app.loading')} />;
  if (officers.isError) return <p role="alert">{describeProblem(officers.error, language)}</p>;
  const people = officers.data;
  const isNamed = ({ name }: Colleague) => foldText(name).includes(foldText(text));
  const others = people.filter((one) => !isPatrol(one) && !chosen.has(one.id));
  const isFolded = !showsOthers && !isWritten(text) && people.some(isPatrol);
  const shown = people.filter((one) => chosen.has(one.id) || (isNamed(one) && !(isFolded && others.includes(one))));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <div className={css.search}>
      {people.length > SEARCH_FROM && (
        <TextInput
          aria-label={t('officers.search')}
          placeholder={t('officers.search')}
          leftSection={<IconSearch aria-hidden size={20} />}
          size="lg"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <fieldset className={css.people} aria-label={t('officers.who')}>
        {shown.map((person) => (
          <label key={person.id} className={css.person}>
            <input type="checkbox" checked={chosen.has(person.id)} onChange={() => toggle(person.id)} />
            {isPatrol(person) ? <strong>{person.name}</strong> : <ColleagueText person={person} />}
          </label>
        ))}
      </fieldset>
      {shown.length === 0 && <p className={css.hint}>{t(people.length === 0 ? 'officers.none' : 'staff.nobody')}</p>}
      {isFolded && others.length > 0 && (
        <Button variant="default" aria-expanded={false} onClick={() => setShowsOthers(true)}>
          {t('officers.others', { count: others.length })}
        </Button>
      )}
    </div>
  );
}
