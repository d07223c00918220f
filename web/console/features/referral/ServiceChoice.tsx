import { IconExternalLink } from '@tabler/icons-react';
import { useId } from 'react';
import type { ServiceSuggestions, SuggestionReason } from '#contract/services';
import { hrefOf } from '../../router.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

type Props = {
  suggestions: ServiceSuggestions['suggestions'];
  chosenId: string | null;
  onChoose: (serviceId: string) => void;
};

/** What somebody should mind before they choose it. */
const MIND: readonly SuggestionReason['code'][] = ['ask-first', 'no-places', 'wait', 'check-due', 'places-unknown'];

const TRUE_OF_ALL: readonly SuggestionReason['code'][] = ['meets-need', 'same-service'];
/** Two offices in one building: "0 m" tells nobody anything. */
const isHere = (reason: SuggestionReason): boolean => reason.code === 'near' && reason.metres < 50;

/** What stands in the directory; beside this page, on which somebody has begun to write. */
export function ServiceLink({ id, name }: { id: string; name: string }) {
  const { t } = useText(REFERRALS_TEXT);
  return (
    <a
      className={css.toService}
      href={hrefOf({ name: 'page', page: 'services', id })}
      target="_blank"
      rel="noopener"
      aria-label={t('new.aboutService', { name })}
    >
      {t('new.about')} <IconExternalLink aria-hidden size={18} />
    </a>
  );
}

/** The best first, each with its reasons in words. */
export function ServiceChoice({ suggestions, chosenId, onChoose }: Props) {
  const { t, language, formatDistance } = useText(REFERRALS_TEXT);
  const { codes } = useReferralTexts();
  const name = useId();
  const say = (reason: SuggestionReason): string => {
    switch (reason.code) {
      case 'ask-first':
        return t('because.ask-first', { facts: reason.facts.map((fact) => t(`fact.${fact}`)).join(', ') });
      case 'near':
        return formatDistance(reason.metres);
      case 'places-free':
        return t('because.places-free', { n: reason.free });
      case 'wait':
        return t('because.wait', { n: reason.days });
      case 'check-due':
        return t('because.check-due', { day: formatDay(reason.on, language) });
      default:
        return t(`because.${reason.code}`);
    }
  };
  return (
    <fieldset className={css.services}>
      <legend>{t('new.where')}</legend>
      {suggestions.map(({ service, reasons }) => {
        const isChosen = service.id === chosenId;
        return (
          <div key={service.id} className={css.offered} data-chosen={isChosen || undefined}>
            <label>
              <input type="radio" name={name} checked={isChosen} onChange={() => onChoose(service.id)} />
              <span className={css.service}>
                <strong>{language === 'en' ? (service.nameEn ?? service.nameTh) : service.nameTh}</strong>
                <span className={css.small}>
                  {codes.serviceCode[service.code]} · {formatAgency(service.provider, language)}
                </span>
                <span className={css.reasons}>
                  {reasons
                    .filter((reason) => !TRUE_OF_ALL.includes(reason.code) && !isHere(reason))
                    .map((reason) => (
                      <span key={reason.code} data-mind={MIND.includes(reason.code) || undefined}>
                        {say(reason)}
                      </span>
                    ))}
                </span>
              </span>
            </label>
            <ServiceLink
              id={service.id}
              name={language === 'en' ? (service.nameEn ?? service.nameTh) : service.nameTh}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
