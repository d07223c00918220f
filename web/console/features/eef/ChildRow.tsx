import { IconAlertTriangle, IconClock, IconPhoneOff } from '@tabler/icons-react';
import { isSchoolService, missingInPacket } from '#contract/eef';
import type { EefChild, EefScope } from '#contract/eef-api';
import { useClock } from '../../live/clock.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDate } from '../../ui/format-time.ts';
import { listed } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import { ChildPanel } from './ChildPanel.tsx';
import css from './eef.module.css';

type Props = {
  child: EefChild;
  scope: EefScope;
  /** Null where it can't be chosen. */
  isChosen: boolean | null;
  isOpen: boolean;
  onChoose(): void;
  onOpen(): void;
  onClose(): void;
};

/** Enough to decide whom to help next: who, from where, until when. */
export function ChildRow({ child, scope, isChosen, isOpen, onChoose, onOpen, onClose }: Props) {
  const { t, language } = useText(EEF_TEXT);
  const { referral, name, school } = child;
  const { place } = referral;
  const area =
    language === 'en' ? `${place.districtEn}, ${place.provinceEn}` : `${place.districtTh} ${place.provinceTh}`;
  const service = isSchoolService(referral.serviceCode) ? t(`service.${referral.serviceCode}`) : t('service.other');
  const who = name ?? `${t(`age.${referral.ageBand}`)} · ${service}`;
  const until = scope === 'to-answer' ? referral.dueAt : scope === 'working' ? referral.outcomeDueAt : null;
  return (
    <li className={css.row} data-row={referral.id} data-open={isOpen || undefined} data-urgency={referral.urgency}>
      {isChosen !== null && (
        <label className={css.tick}>
          <input
            type="checkbox"
            checked={isChosen}
            onChange={onChoose}
            aria-label={t('choose', { code: referral.code })}
          />
        </label>
      )}
      <button type="button" className={css.open} aria-expanded={isOpen} onClick={onOpen} {...listed(referral.id)}>
        <span className={css.who}>
          <strong>{who}</strong>
          <span className={css.small}>
            {name !== null && `${t(`age.${referral.ageBand}`)} · ${service} · `}
            {referral.code} · {formatAgency(referral.from, language)}
          </span>
        </span>
        <span className={css.area}>{area}</span>
        <span className={css.chips}>
          {referral.urgency !== 'normal' && (
            <span className={css.chip} data-tone="red">
              <IconAlertTriangle aria-hidden size={18} /> {t(`urgency.${referral.urgency}`)}
            </span>
          )}
          {referral.silent && (
            <span className={css.chip} data-tone="contact">
              <IconPhoneOff aria-hidden size={18} /> {t('silent')}
            </span>
          )}
          {scope !== 'to-answer' && <span className={css.chip}>{t(`status.${referral.status}`)}</span>}
          {referral.outcome && <span className={css.chip}>{t(`outcome.${referral.outcome}`)}</span>}
          {school && missingInPacket(school).length > 0 && <span className={css.chip}>{t('packetMissing')}</span>}
        </span>
        <span className={css.until}>{until && <Until at={until} isOutcome={scope === 'working'} />}</span>
      </button>
      {isOpen && <ChildPanel referralId={referral.id} onDone={onClose} />}
    </li>
  );
}

function Until({ at, isOutcome }: { at: string; isOutcome: boolean }) {
  const { t, language } = useText(EEF_TEXT);
  const isLate = useClock((now) => now > Date.parse(at));
  return (
    <span data-late={isLate || undefined}>
      <IconClock aria-hidden size={18} />{' '}
      {t(isLate ? 'wasDue' : isOutcome ? 'outcomeDue' : 'due', { day: formatDate(at, language) })}
    </span>
  );
}
