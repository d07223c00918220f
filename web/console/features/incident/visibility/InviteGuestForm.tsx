import { useState } from 'react';
import { isWritten } from '#contract/text';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { DayParts } from '../../../ui/UntilField.tsx';
import { useText } from '../../../ui/use-text.ts';
import { ReasonField } from './ReasonField.tsx';
import { StaffSearch } from './StaffSearch.tsx';
import { type Colleague, canBeGuest } from './staff.ts';
import { useVisibilityAction } from './use-visibility-action.ts';
import css from './VisibilityPage.module.css';
import { guestsKey, type InviteGuest, inviteGuest } from './visibility.ts';

/** Three days for one visit, up to half a year for a long follow-up; a longer need gets a new invitation. */
const DAYS = [3, 7, 30, 90, 180] as const;

export function InviteGuestForm({ incidentId, onDone }: { incidentId: string; onDone: () => void }) {
  const { t, language } = useText();
  const today = thaiDayOf(new Date(serverNow()));
  const [person, setPerson] = useState<Colleague | null>(null);
  const [until, setUntil] = useState(addDays(today, 7));
  const [isByHand, setByHand] = useState(false);
  const [reason, setReason] = useState('');
  const inviting = useVisibilityAction<InviteGuest>(
    guestsKey(incidentId),
    (invitation, once) => inviteGuest(incidentId, invitation, once),
    onDone,
  );
  return (
    <InlineForm
      submitLabel={person ? t('guest.invitePerson', { name: person.name }) : t('guest.choose')}
      isReady={person !== null && isWritten(reason)}
      isSending={inviting.isSending}
      error={inviting.error}
      onSubmit={() => person && inviting.send({ personId: person.id, until, reason: reason.trim() })}
      onCancel={onDone}
    >
      <StaffSearch
        label={t('guest.search')}
        chosen={person}
        onChoose={setPerson}
        only={canBeGuest}
        onlyText={t('guest.nobody')}
      />
      <fieldset className={css.kinds}>
        <legend>{t('guest.untilTitle')}</legend>
        <div className={css.days}>
          {DAYS.map((count) => {
            const day = addDays(today, count);
            return (
              <label key={count} className={css.kind}>
                <input
                  type="radio"
                  name="until"
                  checked={!isByHand && until === day}
                  onChange={() => {
                    setByHand(false);
                    setUntil(day);
                  }}
                />
                <span>
                  {t('guest.days', { count })}
                  <span className={css.small}> · {t('guest.toDay', { day: formatDay(day, language) })}</span>
                </span>
              </label>
            );
          })}
          <label className={css.kind}>
            <input type="radio" name="until" checked={isByHand} onChange={() => setByHand(true)} />
            {t('guest.otherDay')}
          </label>
        </div>
        {isByHand && <DayParts value={until} firstYear={Number(today.slice(0, 4))} onChange={setUntil} />}
      </fieldset>
      <ReasonField
        ready={[t('guest.reason.medical'), t('guest.reason.social'), t('guest.reason.school')]}
        value={reason}
        onChange={setReason}
      />
      <p className={css.consequence}>
        {t('guest.consequence', { name: person?.name ?? t('guest.theGuest'), day: formatDay(until, language) })}
      </p>
    </InlineForm>
  );
}
