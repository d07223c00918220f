import { Button } from '@mantine/core';
import { IconBell, IconChartBar, IconClipboardCheck, IconClockExclamation, IconHandStop } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CaseSummary } from '#contract/case-api';
import { linkTo } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { ApprovalsList } from './ApprovalsList.tsx';
import { AssignForm } from './AssignForm.tsx';
import { useCasesOf } from './case-data.ts';
import cases from './cases.module.css';
import { LatePlaces } from './LatePlaces.tsx';
import { LoadBars } from './LoadBars.tsx';
import css from './lead.module.css';
import { RiskChip } from './RiskChip.tsx';
import { useCaseStep } from './use-case-step.ts';
import { useCaseTitle } from './use-case-title.ts';
import { useApprovals } from './work-data.ts';

/** A supervisor's morning: what nobody has, what waits for my decision, where it is late, who carries too much. */
export function LeadPage() {
  const { t } = useText(CASE_ACTS_TEXT);
  const waiting = useCasesOf('waiting');
  const approvals = useApprovals();
  const nobody = waiting.data?.cases.filter(({ waitingSince }) => waitingSince !== null) ?? [];
  return (
    <div className={css.lead}>
      <div>
        <Part id="nobody" icon={<IconBell aria-hidden size={22} />} title={t('lead.nobody')} count={nobody.length}>
          <PageList list={waiting} isEmpty={nobody.length === 0} empty={t('lead.nobodyNone')}>
            <ul className={work.rows}>
              {nobody.map((one) => (
                <NobodyRow key={one.id} one={one} />
              ))}
            </ul>
          </PageList>
        </Part>
        <Part
          id="decide"
          icon={<IconClipboardCheck aria-hidden size={22} />}
          title={t('lead.decide')}
          count={approvals.data?.filter(({ mayDecide }) => mayDecide).length ?? 0}
        >
          <ApprovalsList />
        </Part>
      </div>
      <Part id="late" icon={<IconClockExclamation aria-hidden size={22} />} title={t('lead.late')}>
        <LatePlaces />
      </Part>
      <Part id="load" icon={<IconChartBar aria-hidden size={22} />} title={t('lead.load')}>
        <LoadBars />
      </Part>
    </div>
  );
}

type PartProps = { id: string; icon: ReactNode; title: string; count?: number; children: ReactNode };

function Part({ id, icon, title, count = 0, children }: PartProps) {
  return (
    <section aria-labelledby={`lead-${id}`}>
      <h3 id={`lead-${id}`} className={work.group} data-group={id === 'nobody' && count > 0 ? 'nobody' : undefined}>
        {icon} {title} {count > 0 && <span>{count}</span>}
      </h3>
      {children}
    </section>
  );
}

/** Nobody has it: the one button gives it to somebody, who is responsible at once. */
function NobodyRow({ one }: { one: CaseSummary }) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const { t: common } = useText();
  const titleOf = useCaseTitle();
  const [isGiving, setGiving] = useState(false);
  const give = useCaseStep(one.id, () => setGiving(false));
  const place = language === 'en' ? one.place.subdistrictEn : one.place.subdistrictTh;
  return (
    <li className={work.row} data-group="nobody">
      <div className={work.what}>
        <a className={work.act} {...linkTo({ name: 'page', page: 'cases', id: one.id })} {...listed()}>
          {titleOf(one)}
        </a>
        <p>
          {place} ·{' '}
          {one.incidentType ? common(`type.${one.incidentType}`) : casesText(`source.${one.source}`, { code: '' })}
        </p>
        <p className={cases.small}>{formatAgency(one.agency, language)}</p>
        <p className={work.chips}>
          <RiskChip risk={one.risk} />
        </p>
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          <Since at={one.waitingSince ?? one.openedAt} text={(time) => casesText('waits', { time })} />
        </p>
        {!isGiving && (
          <Button
            leftSection={<IconHandStop aria-hidden size={22} />}
            onClick={() => setGiving(true)}
            aria-label={`${t('move.assign')}: ${titleOf(one)}`}
          >
            {t('move.assign')}
          </Button>
        )}
      </div>
      {isGiving && (
        <div className={css.giving}>
          <AssignForm
            one={one}
            isSending={give.isPending}
            error={give.error}
            onSubmit={(body) => give.mutate({ step: 'transfer/force', body })}
            onCancel={() => setGiving(false)}
          />
        </div>
      )}
    </li>
  );
}
