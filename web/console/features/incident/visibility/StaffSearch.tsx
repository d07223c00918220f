import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './StaffSearch.module.css';
import { type Colleague, SEARCH_FROM_LETTERS, useStaffSearch } from './staff.ts';

/** More results on one screen would be a register, not a choice. */
const SHOWN = 8;

type Props = {
  label: string;
  chosen: Colleague | null;
  onChoose: (person: Colleague) => void;
  /** Leaves out people who can't be chosen here, and says so when nobody is left. */
  only?: ((person: Colleague) => boolean) | undefined;
  onlyText?: string | undefined;
};

/** Choose a colleague by part of their name; where they serve tells apart two people with the same name. */
export function StaffSearch({ label, chosen, onChoose, only, onlyText }: Props) {
  const { t, language } = useText();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const found = useStaffSearch(search);
  const isAsking = search.length >= SEARCH_FROM_LETTERS;
  const fitting = isAsking ? (found.data ?? []).filter((person) => only?.(person) ?? true) : [];
  const listed = fitting.slice(0, SHOWN);
  const people = chosen && !listed.some(({ id }) => id === chosen.id) ? [chosen, ...listed] : listed;
  return (
    <div className={css.search}>
      <TextInput
        label={label}
        leftSection={<IconSearch aria-hidden size={20} />}
        size="lg"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.isError && <p role="alert">{describeProblem(found.error, language)}</p>}
      <p className={css.hint} role="status">
        {!isAsking && !chosen && t('staff.searchHint')}
        {isAsking && found.isSuccess && fitting.length === 0 && (onlyText ?? t('staff.nobody'))}
        {fitting.length > SHOWN && t('staff.more', { count: fitting.length - SHOWN })}
      </p>
      {people.length > 0 && (
        <fieldset className={css.people} aria-label={t('staff.found')}>
          {people.map((person) => (
            <label key={person.id} className={css.person}>
              <input
                type="radio"
                name="colleague"
                checked={person.id === chosen?.id}
                onChange={() => onChoose(person)}
              />
              <ColleagueText person={person} />
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** The name, and below it every role with its agency. */
export function ColleagueText({ person }: { person: Colleague }) {
  const { t, language } = useText();
  return (
    <span className={css.text}>
      <strong>{person.name}</strong>
      {person.serves.map(({ agency, role }) => (
        <span key={`${agency.id} ${role}`} className={css.hint}>
          {t(`access.role.${role}`)} · {formatAgency(agency, language)}
        </span>
      ))}
      {person.serves.length === 0 && <span className={css.hint}>{t('staff.servesNowhere')}</span>}
    </span>
  );
}
