import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation, IconScale, IconUser } from '@tabler/icons-react';
import type { LateList as Late } from '#contract/case-work';
import { linkTo } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { lateHash } from './case-route.ts';
import css from './cases.module.css';
import lead from './lead.module.css';
import { RiskChip } from './RiskChip.tsx';
import { Since } from './Since.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { useLate } from './work-data.ts';

/** What is late, by province and the longest first: which rule, how late, and who has to act. */
export function LateList({ subdistrict }: { subdistrict: string | undefined }) {
  const { t, language } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const list = useLate(subdistrict);
  const all = list.data?.cases ?? [];
  const place = subdistrict === undefined ? undefined : all[0]?.case.place;
  const provinces = [...Map.groupBy(all, ({ office }) => office?.id)];
  return (
    <>
      {subdistrict !== undefined && (
        <p className={lead.of}>
          <strong>{language === 'en' ? place?.subdistrictEn : place?.subdistrictTh}</strong>
          <a className={lead.everywhere} href={lateHash()}>
            {acts('late.everywhere')}
          </a>
        </p>
      )}
      <PageList list={list} isEmpty={all.length === 0} empty={t('load.noneLate')}>
        {provinces.map(([id, cases]) => (
          <section key={id ?? 'none'} aria-labelledby={`late-${id}`}>
            <h3 id={`late-${id}`} className={css.group} data-part="late">
              <IconClockExclamation aria-hidden size={22} />
              {cases[0]?.office ? formatAgency(cases[0].office, language) : acts('late.noOffice')}{' '}
              <span>{cases.length}</span>
            </h3>
            <ul className={css.rows}>
              {cases.map((late) => (
                <Row key={late.case.id} late={late} />
              ))}
            </ul>
          </section>
        ))}
        {list.data?.isCut && <p className={css.small}>{acts('late.cut', { n: all.length })}</p>}
      </PageList>
    </>
  );
}

function Row({ late: { case: one, mustAct, at, whose, rules } }: { late: Late['cases'][number] }) {
  const { t, language } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const titleOf = useCaseTitle();
  const [first, ...others] = rules;
  const link = linkTo({ name: 'page', page: 'cases', id: one.id });
  if (!first) return null;
  return (
    <li className={css.row} data-group={mustAct === 'nobody' ? 'nobody' : 'late'}>
      <div className={css.what}>
        <a className={css.act} {...link} {...listed()}>
          {first[language]}
          {first.kind === 'law' && <IconScale aria-hidden size={20} />}
        </a>
        <p>
          {titleOf(one)} · {language === 'en' ? one.place.subdistrictEn : one.place.subdistrictTh}
        </p>
        <p className={lead.mustAct}>
          {mustAct === 'nobody' ? <IconAlertTriangle aria-hidden size={20} /> : <IconUser aria-hidden size={20} />}
          <span>
            {acts(`late.mustAct.${mustAct}`, { name: whose?.name ?? '', agency: formatAgency(at, language) })}
          </span>
        </p>
        {others.length > 0 && (
          <p className={css.small}>
            {acts('late.also', { rules: [...new Set(others.map((rule) => rule[language]))].join(' · ') })}
          </p>
        )}
        <p className={css.chips}>
          <RiskChip risk={one.risk} />
        </p>
      </div>
      <div className={css.side}>
        <p className={css.clock}>
          <span className={css.due} data-late>
            <Since at={first.dueAt} text={(time) => t('over', { time })} />
          </span>
        </p>
        <Button component="a" variant="default" {...link} aria-label={`${t('button.look')}: ${titleOf(one)}`}>
          {t('button.look')}
        </Button>
      </div>
    </li>
  );
}
