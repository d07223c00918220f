import { Button } from '@mantine/core';
import { IconAmbulance, IconCircleCheck, IconPhoneOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ARRIVAL_CHOICES, type EarlyNotification } from '#contract/early-notification';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { describeProblem } from '../../../api/describe-problem.ts';
import { EARLY_TEXT } from '../../../text/early.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatTime } from '../../../ui/format-time.ts';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import css from './early.module.css';
import { acknowledgeEarly, useEarlyNotifications } from './early-data.ts';

const BY_PHONE = 'phone';

/** Before everything else: the police are there now, and a child or a victim of sexual violence needs a social worker. */
export function EarlyCards({ mayAnswer }: { mayAnswer: boolean }) {
  const { t } = useText(EARLY_TEXT);
  const { data = [] } = useEarlyNotifications();
  if (data.length === 0) return null;
  return (
    <ul className={css.cards} aria-label={t('title')}>
      {data.map((one) => (
        <Card key={one.id} one={one} mayAnswer={mayAnswer} />
      ))}
    </ul>
  );
}

function Card({ one, mayAnswer }: { one: EarlyNotification; mayAnswer: boolean }) {
  const { t, language } = useText(EARLY_TEXT);
  const [fact = 'child', second] = one.facts;
  return (
    <li className={css.card} data-answered={one.answered !== null}>
      <p className={css.head}>
        <strong>{second ? t('both') : t(`fact.${fact}`)}</strong>
        <span className={css.clock}>
          <Since at={one.knownAt} text={(time) => t('since', { time })} />
        </span>
      </p>
      <p>
        {language === 'en' ? formatPlaceInEnglish(one.place) : formatPlaceInThai(one.place)} ·{' '}
        <span className={css.code}>{one.incidentCode}</span>
      </p>
      {one.silent && (
        <p className={css.silent}>
          <IconPhoneOff aria-hidden size={22} /> {t('silent')}
        </p>
      )}
      {!one.answered && one.provinceAt && <p>{t('province', { time: formatTime(one.provinceAt, language) })}</p>}
      {one.answered ? (
        <p className={css.good}>
          <IconCircleCheck aria-hidden size={22} /> <Answered answered={one.answered} />
        </p>
      ) : (
        mayAnswer && <Answer id={one.id} />
      )}
    </li>
  );
}

function Answer({ id }: { id: string }) {
  const { t, language } = useText(EARLY_TEXT);
  const client = useQueryClient();
  const [chosen, setChosen] = useState('30');
  const minutes = chosen === BY_PHONE ? null : Number(chosen);
  const answer = useMutation({
    mutationFn: () => acknowledgeEarly(id, { arrivesInMinutes: minutes }),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
  return (
    <>
      <Choices
        label={t('when')}
        four
        options={[
          ...ARRIVAL_CHOICES.map((n) => ({ value: String(n), label: t('minutes', { n }) })),
          { value: BY_PHONE, label: t('phone') },
        ]}
        chosen={[chosen]}
        onChange={([value]) => value && setChosen(value)}
      />
      <p className={css.hint}>{t('hint')}</p>
      {answer.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(answer.error, language)}
        </p>
      )}
      <Button
        className={css.button}
        leftSection={<IconAmbulance aria-hidden size={24} />}
        loading={answer.isPending}
        onClick={() => answer.mutate()}
      >
        {minutes === null ? t('help') : t('come', { n: minutes })}
      </Button>
    </>
  );
}

/** Who comes along, and when. */
export function Answered({ answered: { by, arrivesAt } }: { answered: NonNullable<EarlyNotification['answered']> }) {
  const { t, language } = useText(EARLY_TEXT);
  return <>{arrivesAt ? t('comes', { name: by.name, time: formatTime(arrivesAt, language) }) : t('helps', by)}</>;
}
