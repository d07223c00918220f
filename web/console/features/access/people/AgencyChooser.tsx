import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { NamedAgency } from '#contract/incident';
import { describeProblem } from '../../../api/describe-problem.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './people.module.css';
import { listAgenciesWithin } from './people.ts';

/** Branches up to this size are listed without a search. */
const SHOWN = 20;

type Props = { mine: readonly NamedAgency[]; chosenId: string; onChoose: (agencyId: string) => void };

/** One's own agencies and those below them; in a large branch with a search by name. */
export function AgencyChooser({ mine, chosenId, onChoose }: Props) {
  const { t, language } = useText();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const branches = useQueries({
    queries: mine.map(({ id }) => ({
      queryKey: ['access', 'agencies-within', id, search],
      queryFn: ({ signal }: { signal: AbortSignal }) => listAgenciesWithin(id, search, signal),
      placeholderData: keepPreviousData,
    })),
  });
  const found = new Map(branches.flatMap(({ data }) => data ?? []).map((agency) => [agency.id, agency]));
  const failed = branches.find(({ isError }) => isError);
  const isLarge = branches.some(({ data }) => (data?.length ?? 0) >= SHOWN) || search !== '';
  return (
    <div className={css.chooser}>
      {isLarge && (
        <TextInput
          aria-label={t('people.findAgency')}
          placeholder={t('people.findAgency')}
          leftSection={<IconSearch aria-hidden size={20} />}
          size="lg"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {branches.some(({ isPending }) => isPending) && <Waiting label={t('app.loading')} />}
      {failed && <p role="alert">{describeProblem(failed.error, language)}</p>}
      <fieldset className={css.agencies}>
        <legend className="visually-hidden">{t('people.agency')}</legend>
        {branches.every(({ isSuccess }) => isSuccess) && found.size === 0 && (
          <p className={css.hint}>{t('people.noAgency')}</p>
        )}
        {[...found.values()].map((agency) => (
          <label key={agency.id} className={css.choice}>
            <input
              type="radio"
              name="agency"
              checked={agency.id === chosenId}
              onChange={() => onChoose(agency.id)}
              onClick={() => agency.id === chosenId && onChoose(agency.id)}
            />
            <span>{formatAgency(agency, language)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
