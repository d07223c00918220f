import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Choices } from '../../ui/Choices.tsx';
import { dayName } from './describe-service.ts';
import { type HoursDraft, OFFICE_HOURS, type ServiceDraft } from './service-draft.ts';
import css from './services.module.css';
import { useServiceTexts } from './use-service-texts.ts';

const KINDS = ['times', 'always', 'unknown'] as const;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const MOST = 7;
const keyAt = (at: number): string => `times ${at}`;

type Props = {
  draft: Pick<ServiceDraft, 'hoursKind' | 'hours'>;
  wrong: readonly number[];
  error: string | undefined;
  onChange: (changed: Partial<ServiceDraft>) => void;
};

/** When it is open: always, on some days at some times, or nobody knows. */
export function HoursField({ draft: { hoursKind, hours }, wrong, error, onChange }: Props) {
  const { t, language } = useServiceTexts();
  const put = (at: number, changed: Partial<HoursDraft>): void =>
    onChange({ hours: hours.map((one, index) => (index === at ? { ...one, ...changed } : one)) });
  const clock = (at: number, name: 'from' | 'to', value: string) => (
    <TextInput
      size="lg"
      className={css.short}
      inputMode="decimal"
      maxLength={8}
      label={t(`hours.${name}`)}
      aria-invalid={wrong.includes(at) || undefined}
      value={value}
      onChange={(event) => put(at, { [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={css.hours} data-wrong={error ? true : undefined}>
      <Choices
        label={t('field.hours')}
        options={KINDS.map((value) => ({ value, label: t(`hours.kind.${value}`) }))}
        chosen={[hoursKind]}
        onChange={([value]) => onChange({ hoursKind: KINDS.find((one) => one === value) ?? hoursKind })}
      />
      {hoursKind === 'times' &&
        hours.map(({ days, from, to }, at) => (
          <div key={keyAt(at)} className={css.rule}>
            <Choices
              many
              tight
              label={t('hours.days')}
              options={WEEK.map((day) => ({ value: String(day), label: dayName(day, language) }))}
              chosen={days.map(String)}
              onChange={(chosen) => put(at, { days: chosen.map(Number) })}
            />
            <div className={css.ruleLine}>
              {clock(at, 'from', from)}
              {clock(at, 'to', to)}
              {hours.length > 1 && (
                <Button
                  variant="default"
                  className={css.removeRule}
                  aria-label={t('hours.remove')}
                  onClick={() => onChange({ hours: hours.toSpliced(at, 1) })}
                >
                  <IconTrash aria-hidden size={22} />
                </Button>
              )}
            </div>
          </div>
        ))}
      {error && <p className={css.problem}>{error}</p>}
      {hoursKind === 'times' && hours.length < MOST && (
        <Button
          className={`${css.tall} ${css.start}`}
          variant="subtle"
          leftSection={<IconPlus aria-hidden size={20} />}
          onClick={() => onChange({ hours: [...hours, { ...OFFICE_HOURS, days: [6] }] })}
        >
          {t('hours.add')}
        </Button>
      )}
    </div>
  );
}
