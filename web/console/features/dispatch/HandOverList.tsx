import { IconBabyCarriage, IconHeartHandshake, IconPhoneOff } from '@tabler/icons-react';
import type { HandOver } from '#contract/aftercare';
import type { NamedAgency } from '#contract/incident';
import { sayPlaceInEnglish, sayPlaceInThai } from '#contract/jurisdiction';
import { PageList } from '../../ui/PageList.tsx';
import { sayDate, sayTime } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import css from './afterwards.module.css';
import { useHandOvers } from './afterwards.ts';

/** Ended incidents that leave a victim or a child: what a centre needs to begin, and nothing that names anybody. */
export function HandOverList() {
  const { t } = useWords();
  const list = useHandOvers();
  return (
    <>
      <h3 className={css.part}>{t('afterwards.handOvers')}</h3>
      <p className={css.small}>{t('afterwards.handOversHint')}</p>
      <PageList list={list} isEmpty={list.data?.length === 0} empty={t('afterwards.noHandOvers')}>
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
  const { t, language } = useWords();
  const name = ({ nameTh, nameEn }: NamedAgency) => (language === 'en' ? (nameEn ?? nameTh) : nameTh);
  return (
    <li className={css.row}>
      <p>
        <strong>{t(`type.${one.type}`)}</strong> · {t(`disposition.${one.disposition}`)}
      </p>
      <p>{language === 'en' ? sayPlaceInEnglish(one.place) : sayPlaceInThai(one.place)}</p>
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
            <IconPhoneOff aria-hidden size={20} /> {t('afterwards.silent')}
          </span>
        )}
      </p>
      <p className={css.small}>
        {name(one.from)} → {name(one.to)} · {one.code} · {sayDate(one.at, language)} {sayTime(one.at, language)}
      </p>
    </li>
  );
}
