import { IconBabyCarriage, IconHeartHandshake, IconPhoneOff } from '@tabler/icons-react';
import type { HandOver } from '#contract/aftercare';
import type { NamedAgency } from '#contract/incident';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { formatDate, formatTime } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './aftercare.module.css';
import { useHandOvers } from './aftercare.ts';

/** Hand-overs of ended incidents with a victim or a child: what a centre needs to begin, without any name. */
export function HandOverList() {
  const { t } = useText();
  const list = useHandOvers();
  return (
    <>
      <h3 className={css.part}>{t('aftercare.handOvers')}</h3>
      <p className={css.small}>{t('aftercare.handOversHint')}</p>
      <PageList list={list} isEmpty={list.data?.length === 0} empty={t('aftercare.noHandOvers')}>
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
  const { t, language } = useText();
  const name = ({ nameTh, nameEn }: NamedAgency) => (language === 'en' ? (nameEn ?? nameTh) : nameTh);
  return (
    <li className={css.row}>
      <p>
        <strong>{t(`type.${one.type}`)}</strong> · {t(`disposition.${one.disposition}`)}
      </p>
      <p>{language === 'en' ? formatPlaceInEnglish(one.place) : formatPlaceInThai(one.place)}</p>
      <p className={css.marks}>
        {one.victims && (
          <span className={css.mark}>
            <IconHeartHandshake aria-hidden size={20} /> {t('care.victims')}
          </span>
        )}
        {one.children && (
          <span className={css.mark}>
            <IconBabyCarriage aria-hidden size={20} /> {t('care.children')}
          </span>
        )}
        {one.silent && (
          <span className={css.mark} data-tone="warning">
            <IconPhoneOff aria-hidden size={20} /> {t('aftercare.silent')}
          </span>
        )}
      </p>
      <p className={css.small}>
        {name(one.from)} → {name(one.to)} · {one.code} · {formatDate(one.at, language)} {formatTime(one.at, language)}
      </p>
    </li>
  );
}
