import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation, IconScale, IconUser } from '@tabler/icons-react';
import type { LateList as Late } from '#contract/case-work';
import { linkTo } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { lateHash } from './case-route.ts';
import css from './cases.module.css';
import lead from './lead.module.css';
import { RiskChip } from './RiskChip.tsx';
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
            <h3 id={`late-${id}`} className={work.group} data-part="late">
              <IconClockExclamation aria-hidden size={22} />
              {cases[0]?.office ? formatAgency(cases[0].office, language) : acts('late.noOffice')}{' '}
              <span>{cases.length}</span>
            </h3>
            <ul className={work.rows}>
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
  const { t: common } = useText();
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const titleOf = useCaseTitle();
  const [first, ...others] = rules;
  const link = linkTo({ name: 'page', page: 'cases', id: one.id });
  if (!first) return null;
  return (
    <li className={work.row} data-group={mustAct === 'nobody' ? 'nobody' : 'late'}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed()}>
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
        <p className={work.chips}>
          <RiskChip risk={one.risk} />
        </p>
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          <span className={work.due} data-late>
            <Since at={first.dueAt} text={(time) => common('span.over', { time })} />
          </span>
        </p>
        <Button component="a" variant="default" {...link} aria-label={`${t('button.look')}: ${titleOf(one)}`}>
          {t('button.look')}
        </Button>
      </div>
    </li>
  );
}
