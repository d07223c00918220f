import { Button } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { FAMILY_TEXTS } from '#contract/family-texts';
import type { FamilyRow } from '#contract/self-reliance';
import { daysBetween, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { linkTo } from '../../router.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDate } from '../../ui/format-time.ts';
import { listed } from '../../ui/list-keys.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import css from './families.module.css';
import { useFamilyTitle } from './use-family-title.ts';

/** Families as rows: the next act in words, whose, by when, one button. */
export function FamilyRows({ plans, isMine = false }: { plans: readonly FamilyRow[]; isMine?: boolean }) {
  return (
    <ul className={work.rows}>
      {plans.map((plan) => (
        <Row key={plan.id} plan={plan} isMine={isMine} />
      ))}
    </ul>
  );
}

function Row({ plan, isMine }: { plan: FamilyRow; isMine: boolean }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const titleOf = useFamilyTitle();
  const link = linkTo({ name: 'page', page: 'families', id: plan.caseId });
  const late = plan.dueOn ? daysBetween(plan.dueOn, thaiDayOf(new Date(serverNow()))) : 0;
  const stop: Readonly<Record<string, string>> = texts.stop;
  const title = titleOf(plan);
  // What somebody else decides is not the worker's own act.
  const act = plan.step && !(isMine && plan.step === 'decide') ? texts.steps[plan.step] : texts.statuses[plan.status];
  const whose = isMine ? null : (plan.worker?.name ?? formatAgency(plan.agency, language));
  const month = plan.step === 'measure' && plan.nextMeasure ? t('month', { month: plan.nextMeasure.month }) : null;
  const under = [whose, month, plan.endReason && stop[plan.endReason]].filter(Boolean).join(' · ');
  return (
    <li className={work.row} data-group={plan.status === 'relapsed' ? 'late' : undefined}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed(plan.id)}>
          {act}
        </a>
        <p>
          {title}
          {act !== texts.statuses[plan.status] && ` · ${texts.statuses[plan.status]}`}
        </p>
        {under && <p className={css.small}>{under}</p>}
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          {plan.endedAt && formatDate(plan.endedAt, language)}
          {plan.dueOn && (
            <span className={work.due} data-late={late > 0}>
              {late > 0 ? t('overdue', { days: late }) : t('due', { day: formatDay(plan.dueOn, language) })}
            </span>
          )}
        </p>
        <Button component="a" variant="default" {...link} aria-label={`${t('open')}: ${title}`}>
          {t('open')}
        </Button>
      </div>
      {plan.relapses > 0 && (
        <p className={`${work.under} ${work.chips}`}>
          <span className={work.chip}>
            <IconRotate aria-hidden size={20} /> {t('relapses', { count: plan.relapses })}
          </span>
        </p>
      )}
    </li>
  );
}
