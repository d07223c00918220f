import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type RosterNeed, type RosterProposal, STAFFING_SHIFTS } from '#contract/staffing';
import { describeProblem } from '../../api/describe-problem.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useDutyAction, useRosterNeed } from './duty-data.ts';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const SHIFTS_OF_A_DAY = STAFFING_SHIFTS.length;
const MOST_UNITS = 200;

/** How many units each shift needs, beside how many people are planned: what is in force, and what is proposed. */
export function RosterNeedPart({ agencyId }: { agencyId: string }) {
  const { t } = useText(DUTY_TEXT);
  const { data } = useRosterNeed(agencyId);
  // A roster is of use without it.
  if (!data || (!data.open && !data.accepted)) return null;
  return (
    <section className={css.part}>
      <h3 className={css.heading}>{t('need.title')}</h3>
      {data.accepted && (
        <div className={css.card}>
          <strong>{t('need.accepted')}</strong>
          <Origin proposal={data.accepted} />
          <NeedTable units={data.accepted.units} planned={data.planned} />
        </div>
      )}
      {data.open && <Proposal key={data.open.id} proposal={data.open} need={data} />}
    </section>
  );
}

/** Whole and not negative, whatever somebody types. */
const unitsOf = (typed: string): number => Math.min(MOST_UNITS, Math.max(0, Math.trunc(Number(typed) || 0)));

function Origin({ proposal }: { proposal: RosterProposal }) {
  const { t, language } = useText(DUTY_TEXT);
  const { proposedBy: name, proposedAt, target } = proposal;
  return <p className={css.small}>{t('need.by', { name, at: formatDateAndTime(proposedAt, language), ...target })}</p>;
}

type TableProps = {
  units: readonly number[];
  planned: readonly number[];
  onChange?: ((shift: number, units: number) => void) | undefined;
};

function NeedTable({ units, planned, onChange }: TableProps) {
  const { t } = useText(DUTY_TEXT);
  return (
    <table className={css.need}>
      <thead>
        <tr>
          <th scope="col">{t('need.day')}</th>
          {STAFFING_SHIFTS.map((shift) => (
            <th key={shift} scope="col">
              {t(`need.shift.${shift}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {WEEKDAYS.map((day) => (
          <tr key={day}>
            <th scope="row">{t(`need.weekday.${day}`)}</th>
            {STAFFING_SHIFTS.map((shift, place) => {
              const at = day * SHIFTS_OF_A_DAY + place;
              const [needed = 0, there = 0] = [units[at], planned[at]];
              return (
                <td key={shift} data-short={there < needed || undefined}>
                  {onChange ? (
                    <>
                      <TextInput
                        type="number"
                        aria-label={t('need.input', {
                          day: t(`need.weekday.${day}`),
                          shift: t(`need.shift.${shift}`),
                        })}
                        size="md"
                        min={0}
                        max={MOST_UNITS}
                        value={needed}
                        onChange={(event) => onChange(at, unitsOf(event.currentTarget.value))}
                      />
                      <span className={css.small}>{t('need.planned', { planned: there })}</span>
                    </>
                  ) : (
                    t('need.cell', { needed, planned: there })
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Proposal({ proposal, need }: { proposal: RosterProposal; need: RosterNeed }) {
  const { t, language } = useText(DUTY_TEXT);
  const action = useDutyAction();
  const [units, setUnits] = useState<readonly number[]>(proposal.units);
  const [reason, setReason] = useState<string>();
  const send = (what: string, body: object) =>
    action.mutate({ path: `/api/v1/roster-proposals/${proposal.id}/${what}`, body });
  return (
    <div className={css.card} data-tone="amber">
      <strong>{t('need.open')}</strong>
      <Origin proposal={proposal} />
      <NeedTable
        units={units}
        planned={need.planned}
        onChange={need.mayDecide ? (shift, n) => setUnits(units.with(shift, n)) : undefined}
      />
      {need.mayDecide && reason === undefined && (
        <div className={css.row}>
          <Button loading={action.isPending} onClick={() => send('accept', { units })}>
            {t('need.accept')}
          </Button>
          <Button variant="default" disabled={action.isPending} onClick={() => setReason('')}>
            {t('need.decline')}
          </Button>
        </div>
      )}
      {reason !== undefined && (
        <InlineForm
          submitLabel={t('need.decline')}
          isReady={reason.trim() !== ''}
          isSending={action.isPending}
          onSubmit={() => send('decline', { reason })}
          onCancel={() => setReason(undefined)}
        >
          <TextInput
            label={t('need.reason')}
            size="md"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </InlineForm>
      )}
      {action.isError && <p role="alert">{describeProblem(action.error, language)}</p>}
    </div>
  );
}
