import { IconBabyCarriage, IconHeartHandshake, IconPhoneOff } from '@tabler/icons-react';
import type { HandOver } from '#contract/care';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { CARE_TEXT } from '../../text/care.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDate, formatTime } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './care.module.css';
import { useHandOvers } from './care-data.ts';

/** Hand-overs of ended incidents with a victim or a child: what a centre needs to begin, without any name. */
export function HandOverList() {
  const { t } = useText(CARE_TEXT);
  const list = useHandOvers();
  return (
    <>
      <h3 className={css.part}>{t('handOvers')}</h3>
      <p className={css.small}>{t('handOversHint')}</p>
      <PageList list={list} isEmpty={list.data?.length === 0} empty={t('noHandOvers')}>
        <ul className={css.list}>
          {list.data?.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      </PageList>
    </>
  );
}

function Row({ one }: { one: HandOver }) {
  const { t } = useText(CARE_TEXT);
  const { t: common, language } = useText();
  return (
    <li className={css.row}>
      <p>
        <strong>{common(`type.${one.type}`)}</strong> · {common(`disposition.${one.disposition}`)}
      </p>
      <p>{language === 'en' ? formatPlaceInEnglish(one.place) : formatPlaceInThai(one.place)}</p>
      <p className={css.marks}>
        {one.victims && (
          <span className={css.mark}>
            <IconHeartHandshake aria-hidden size={20} /> {common('care.victims')}
          </span>
        )}
        {one.children && (
          <span className={css.mark}>
            <IconBabyCarriage aria-hidden size={20} /> {common('care.children')}
          </span>
        )}
        {one.silent && (
          <span className={css.mark} data-tone="warning">
            <IconPhoneOff aria-hidden size={20} /> {t('silent')}
          </span>
        )}
      </p>
      <p className={css.small}>
        {formatAgency(one.from, language)} → {formatAgency(one.to, language)} · {one.code} ·{' '}
        {formatDate(one.at, language)} {formatTime(one.at, language)}
      </p>
    </li>
  );
}
