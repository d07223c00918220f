import { Button, NativeSelect } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  hoursOfShift,
  MOST_REPLICATIONS,
  STAFFING_SHIFTS,
  type Staffing,
  type StaffingQuestion,
  type StaffingShift,
} from '#contract/staffing';
import { describeProblem } from '../../../api/describe-problem.ts';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';
import { useAsk } from './staffing-data.ts';

const QUESTIONS = ['as-is', 'smallest', 'fewer', 'move', 'aid'] as const;
const MINUTES = ['8', '10', '15', '20', '30', '45', '60'];
const SHARES = ['80', '90', '95'];
/** Everybody who asks the same gets the same answer. */
const SEED = 1;

type Asked = {
  kind: (typeof QUESTIONS)[number];
  agencyId: string;
  toAgencyId: string;
  shift: StaffingShift;
  minutes: string;
  percent: string;
  team: 'first' | 'all';
};

/** What somebody asks about a province, and what counts as in time. */
export function AskForm({ staffing, onAsked }: { staffing: Staffing; onAsked: (id: string) => void }) {
  const { t, language } = useText(STAFFING_TEXT);
  const ask = useAsk();
  const stations = staffing.stations.filter(({ isNeighbour }) => !isNeighbour);
  const withUnits = stations.filter(({ units }) => units > 0);
  const [asked, setAsked] = useState<Asked>({
    ...{
      kind: 'as-is',
      agencyId: withUnits[0]?.agencyId ?? '',
      shift: 'night',
      minutes: '30',
      percent: '90',
      team: 'first',
    },
    toAgencyId: stations.find(({ agencyId }) => agencyId !== withUnits[0]?.agencyId)?.agencyId ?? '',
  });
  const names = (list: typeof stations) =>
    list.map(({ agencyId, nameTh, nameEn }) => ({ value: agencyId, label: (language === 'en' && nameEn) || nameTh }));
  const select = (label: string, key: keyof Asked, data: { value: string; label: string }[]) => (
    <NativeSelect
      label={label}
      size="md"
      value={asked[key]}
      data={data}
      onChange={(event) => setAsked({ ...asked, [key]: event.currentTarget.value })}
    />
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { minutes, percent, team } = asked;
    const target = { minutes: Number(minutes), share: Number(percent) / 100, team: team === 'all' };
    ask.mutate(
      { province: staffing.province, question: questionOf(asked), target, seed: SEED, replications: MOST_REPLICATIONS },
      { onSuccess: ({ id }) => onAsked(id) },
    );
  };
  const { kind } = asked;
  // Two stations that are the same are no move.
  const others = stations.filter(({ agencyId }) => agencyId !== asked.agencyId);
  const toAgencyId = others.some(({ agencyId }) => agencyId === asked.toAgencyId)
    ? asked.toAgencyId
    : (others[0]?.agencyId ?? '');
  const canAsk = (kind !== 'fewer' && kind !== 'move') || withUnits.length > 0;
  return (
    <form className={css.part} onSubmit={submit}>
      <h3>{t('ask.title')}</h3>
      <div className={css.filters}>
        {select(
          t('ask.question'),
          'kind',
          QUESTIONS.filter((one) => one !== 'move' || (withUnits.length > 0 && stations.length > 1)).map((value) => ({
            value,
            label: t(`question.${value}`),
          })),
        )}
        {kind === 'fewer' && select(t('ask.station'), 'agencyId', names(withUnits))}
        {kind === 'move' && select(t('ask.from'), 'agencyId', names(withUnits))}
        {kind === 'move' && (
          <NativeSelect
            label={t('ask.to')}
            size="md"
            value={toAgencyId}
            data={names(others)}
            onChange={(event) => setAsked({ ...asked, toAgencyId: event.currentTarget.value })}
          />
        )}
        {(kind === 'fewer' || kind === 'move') &&
          select(
            t('ask.shift'),
            'shift',
            STAFFING_SHIFTS.map((value) => ({ value, label: t(`shift.${value}`) })),
          )}
        {select(
          t('ask.minutes'),
          'minutes',
          MINUTES.map((value) => ({ value, label: t('ask.minutesN', { n: value }) })),
        )}
        {select(
          t('ask.share'),
          'percent',
          SHARES.map((value) => ({ value, label: `${value}%` })),
        )}
        {select(t('ask.team'), 'team', [
          { value: 'first', label: t('ask.first') },
          { value: 'all', label: t('ask.all') },
        ])}
      </div>
      <Button type="submit" size="md" loading={ask.isPending} disabled={!canAsk}>
        {t('ask.run')}
      </Button>
      {ask.isError && <p role="alert">{describeProblem(ask.error, language)}</p>}
    </form>
  );

  function questionOf({ kind: which, agencyId, shift }: Asked): StaffingQuestion {
    if (which === 'fewer') return { kind: which, agencyId, shift };
    if (which === 'move') return { kind: which, fromAgencyId: agencyId, toAgencyId, hours: hoursOfShift(shift) };
    return { kind: which };
  }
}
