import { IconEyeOff, IconPhone, IconPhoneOff, IconShieldQuestion } from '@tabler/icons-react';
import { type SafeContact as Contact, safeContactSchema } from '#contract/case-forms';
import { useClock } from '../../../live/clock.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './SafeContact.module.css';
import { isInHours } from './safe-hours.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = { contact: Record<string, unknown> | null; silent: boolean };

/** Stands where a call is made. Outside its hours no call is offered, and the check question comes first. */
export function SafeContact({ contact, silent }: Props) {
  const { t } = useText(CASES_TEXT);
  const known = safeContactSchema.safeParse(contact ?? {});
  const said: Contact = known.success ? known.data : {};
  const isKnown = said.channel !== undefined;
  return (
    <section className={css.contact} aria-label={t('contact.title')}>
      {silent ? (
        <p>
          <IconPhoneOff aria-hidden size={24} /> <strong>{t('silent')}</strong>
        </p>
      ) : null}
      {isKnown ? (
        <KnownContact contact={said} />
      ) : (
        !silent && (
          <p>
            <IconShieldQuestion aria-hidden size={24} /> {t('contact.unknown')}
          </p>
        )
      )}
    </section>
  );
}

function KnownContact({ contact }: { contact: Contact }) {
  const { t } = useText(CASES_TEXT);
  const { codes } = useFormTexts();
  const { channel, detail, hours, mustNotKnow = [], checkQuestion, checkAnswer } = contact;
  const isNow = useClock((now) => isInHours(hours, now));
  if (channel === undefined) return null;
  const mayCall = isNow && channel === 'call' && detail !== undefined;
  const through = channel === 'call' ? null : detail;
  const when = hours === undefined ? null : hours === 'any' ? t('contact.any') : t('contact.hours', hours);
  return (
    <>
      <p>
        {isNow ? <IconPhone aria-hidden size={24} /> : <IconPhoneOff aria-hidden size={24} />}
        <span>
          <strong>{[codes.contactChannel[channel], through, when].filter(Boolean).join(' · ')}</strong>
          {!isNow && <span> {t('contact.notNow')}</span>}
        </span>
      </p>
      {/* On a line of its own: next to whom to call, a name could be taken for the other. */}
      {mustNotKnow.length > 0 && (
        <p>
          <IconEyeOff aria-hidden size={24} />
          <strong>{t('contact.mustNotKnow', { who: mustNotKnow.join(', ') })}</strong>
        </p>
      )}
      {checkQuestion && (
        <p className={css.indented}>
          {t('contact.ask', { question: checkQuestion })}
          {checkAnswer && ` ${t('contact.answer')}: “${checkAnswer}”`}
        </p>
      )}
      {mayCall && (
        <a className={css.call} href={`tel:${detail.replace(/[^\d+]/g, '')}`}>
          {t('contact.call', { phone: detail })}
        </a>
      )}
    </>
  );
}
