import { TextInput } from '@mantine/core';
import { useDeferredValue, useId, useState } from 'react';
import type { CareColleagues } from '#contract/case-work';
import type { NamedAgency } from '#contract/incident';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './acts.module.css';
import { useCareAgencies, useColleagues } from './acts-data.ts';
import cases from './cases.module.css';
import forms from './forms.module.css';

/** `workerId` null: anybody there. */
export type Receiver = { agencyId: string; workerId: string | null; name: string };
type Props = {
  /** The agency that has the case now. */
  own: NamedAgency;
  /** Who has it and so cannot get it. */
  except?: string | undefined;
  /** Offer also "anybody there". */
  anybody: boolean;
  /** How many more they would have. */
  more: number;
  chosen: Receiver | null;
  onChange: (receiver: Receiver | null) => void;
};

/** Somebody of this agency or of another, each with how many cases they carry and where the lines are. */
export function WorkerChoice({ own, except, anybody, more, chosen, onChange }: Props) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const [where, setWhere] = useState<'here' | 'elsewhere'>('here');
  const [text, setText] = useState('');
  const [agency, setAgency] = useState<NamedAgency | null>(null);
  const name = useId();
  const asked = useDeferredValue(text.trim());
  const found = useCareAgencies(where === 'elsewhere' ? asked : '');
  const at = where === 'here' ? own : agency;
  const list = useColleagues(at?.id ?? null);
  const workers = list.data?.workers.filter(({ worker }) => worker.id !== except) ?? [];
  const limits = list.data?.limits;
  return (
    <div className={css.receivers}>
      <Choices
        label={t('move.who')}
        options={[
          { value: 'here', label: t('move.here') },
          { value: 'elsewhere', label: t('move.elsewhere') },
        ]}
        chosen={[where]}
        onChange={([next]) => {
          setWhere(next === 'elsewhere' ? 'elsewhere' : 'here');
          setAgency(null);
          onChange(null);
        }}
      />
      {where === 'elsewhere' && (
        <>
          <TextInput
            size="lg"
            label={casesText('transfer.search')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {asked.length > 1 && found.data?.length === 0 && <p>{casesText('transfer.noneFound')}</p>}
          <fieldset className={forms.agencies}>
            <legend className="visually-hidden">{casesText('transfer.search')}</legend>
            {found.data
              ?.filter(({ id }) => id !== own.id)
              .map((one) => (
                <label key={one.id} className={forms.tick}>
                  <input
                    type="radio"
                    name={`${name}-agency`}
                    checked={one.id === agency?.id}
                    onChange={() => {
                      setAgency(one);
                      onChange(
                        anybody ? { agencyId: one.id, workerId: null, name: formatAgency(one, language) } : null,
                      );
                    }}
                  />
                  {formatAgency(one, language)}
                </label>
              ))}
          </fieldset>
        </>
      )}
      {at && list.data && (
        <fieldset className={forms.agencies}>
          <legend className="visually-hidden">{t('move.who')}</legend>
          {anybody && where === 'elsewhere' && (
            <label className={forms.tick}>
              <input
                type="radio"
                name={name}
                checked={chosen?.agencyId === at.id && chosen.workerId === null}
                onChange={() => onChange({ agencyId: at.id, workerId: null, name: formatAgency(at, language) })}
              />
              {t('move.anybody')}
            </label>
          )}
          {workers.map(({ worker, open, level }) => (
            <label key={worker.id} className={forms.tick}>
              <input
                type="radio"
                name={name}
                checked={worker.id === chosen?.workerId}
                onChange={() => onChange({ agencyId: at.id, workerId: worker.id, name: worker.name })}
              />
              <span className={css.receiver}>
                {worker.name}
                {open !== null && (
                  <Load open={open} more={worker.id === chosen?.workerId ? more : 0} level={level} limits={limits} />
                )}
              </span>
            </label>
          ))}
          {limits && <p className={cases.small}>{t('move.limit', { warn: limits.warnAt, stop: limits.stopAt })}</p>}
        </fieldset>
      )}
    </div>
  );
}

type LoadProps = { open: number; more: number; level: Level; limits: CareColleagues['limits'] | undefined };
type Level = CareColleagues['workers'][number]['level'];

/** How many cases they carry, and would carry with these. */
function Load({ open, more, level, limits }: LoadProps) {
  const { t } = useText(CASE_ACTS_TEXT);
  const after = open + more;
  const then: Level =
    !limits || more === 0 ? level : after >= limits.stopAt ? 'full' : after >= limits.warnAt ? 'warn' : 'free';
  return (
    <span className={css.load} data-level={then}>
      {more > 0 ? t('move.after', { n: open, m: after }) : t('move.open', { n: open })}
      {then !== 'free' && ` · ${t(`move.${then}`)}`}
    </span>
  );
}
