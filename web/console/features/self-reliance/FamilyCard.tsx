import { Button } from '@mantine/core';
import { IconArrowRight, IconPlant2 } from '@tabler/icons-react';
import { FAMILY_TEXTS } from '#contract/family-texts';
import { isOpenFamily } from '#contract/self-reliance';
import { describeProblem } from '../../api/describe-problem.ts';
import { goTo, linkTo } from '../../router.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './families.module.css';
import { useFamily, useFamilyStep } from './family-data.ts';

/** On the page of a case: where its family is on its way, or the button that begins it. */
export default function FamilyCard({ caseId }: { caseId: string }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const view = { name: 'page', page: 'families', id: caseId } as const;
  const family = useFamily(caseId);
  const start = useFamilyStep(caseId, () => goTo(view));
  if (!family.data) return null;
  const { plan, elsewhere, hasHousehold, mayWork } = family.data;
  const mayStart = mayWork && hasHousehold && !elsewhere && (!plan || !isOpenFamily(plan.status));
  return (
    <section className={css.part} aria-labelledby="family-plan">
      <h3 id="family-plan" className={css.partTitle}>
        {t('card.title')}
      </h3>
      {plan && (
        <a className={css.line} {...linkTo(view)}>
          <IconPlant2 aria-hidden size={26} />
          <span className={css.what}>
            <strong>{texts.statuses[plan.status]}</strong>
            {plan.nextMeasure && (
              <span className={css.small}>
                {texts.steps.measure} {t('due', { day: formatDay(plan.nextMeasure.on, language) })}
              </span>
            )}
          </span>
          <IconArrowRight aria-hidden size={22} />
        </a>
      )}
      {elsewhere && (
        <a className={css.line} {...linkTo({ ...view, id: elsewhere.caseId })}>
          <IconPlant2 aria-hidden size={26} />
          <span className={css.what}>{t('card.elsewhere', { code: elsewhere.caseCode })}</span>
        </a>
      )}
      {!plan && !elsewhere && <p className={css.small}>{hasHousehold ? t('card.none') : t('card.noHousehold')}</p>}
      {start.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(start.error, language)}
        </p>
      )}
      {mayStart && (
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate({})}>
          {t('card.start')}
        </Button>
      )}
    </section>
  );
}
