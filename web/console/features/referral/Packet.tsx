import type { ReferralPacket } from '#contract/referral-api';
import { PACKET_FIELDS, type PacketField } from '#contract/referral-rules';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

/** Who it is about: only what this service needs to know. */
export function Packet({ packet: { person, why, basis, extra } }: { packet: ReferralPacket }) {
  const { t, language } = useText(REFERRALS_TEXT);
  const { codes, bases } = useReferralTexts();
  const nameOf = (list: Readonly<Record<string, string>>, value: unknown) => list[String(value)] ?? String(value);
  const say = (field: PacketField, value: unknown): string => {
    switch (field) {
      case 'birthDate':
        return formatDay(String(value), language);
      case 'birthYear':
        return String(Number(value) + (language === 'en' ? 0 : 543));
      case 'sex':
        return nameOf(codes.sex, value);
      case 'nationality':
        return nameOf(codes.nationality, value);
      case 'language':
        return nameOf(codes.language, value);
      case 'noIdReason':
        return nameOf(codes.noIdReason, value);
      case 'pregnant':
        return nameOf(codes.yesNoUnknown, value);
      case 'schoolStatus':
        return nameOf(codes.schoolStatus, value);
      case 'disabilities':
        return [value]
          .flat()
          .map((one) => nameOf(codes.disability, one))
          .join(' · ');
      case 'caregiver':
      case 'guardian': {
        const { kind, name, phone } = value as { kind?: string; name?: string; phone?: string };
        return [kind && nameOf({ ...codes.caregiver, ...codes.guardian }, kind), name, phone]
          .filter(Boolean)
          .join(' · ');
      }
      default:
        return String(value);
    }
  };
  const lines = PACKET_FIELDS.filter((field) => person[field] !== undefined && person[field] !== null).map((field) => ({
    label: t(`field.${field}`),
    text: say(field, person[field]),
  }));
  const more = Object.entries(extra).filter(([, value]) => value !== null);
  return (
    <section className={css.part} aria-labelledby="packet">
      <h3 id="packet" className={css.partTitle}>
        {t('packet')}
      </h3>
      <dl className={css.facts}>
        {lines.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        {why && (
          <div>
            <dt>{t('why')}</dt>
            <dd>{why}</dd>
          </div>
        )}
        {more.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('basis')}</dt>
          <dd>{bases[basis]}</dd>
        </div>
      </dl>
    </section>
  );
}
