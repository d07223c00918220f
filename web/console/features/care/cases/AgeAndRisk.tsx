import { CASE_RISKS, type CaseRisk } from '#contract/case-forms';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './acts.module.css';
import cases from './cases.module.css';
import forms from './forms.module.css';
import { useFormTexts } from './use-form-texts.ts';

/** What is asked of everybody whose case is opened by hand; "not known" is an answer, and no risk. */
export type AgeAndRiskAnswers = { minor?: string | undefined; risk?: string | undefined };

type Props = { answers: AgeAndRiskAnswers; onChange(answers: AgeAndRiskAnswers): void };

/** Under age or not, and how dangerous it is; where it may be, the way to the police stands beside it. */
export function AgeAndRisk({ answers, onChange }: Props) {
  const { t } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const { risks } = useFormTexts();
  const { minor, risk } = answers;
  return (
    <>
      <Choices
        label={t('open.age')}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`open.minor.${value}`) }))}
        chosen={minor ? [minor] : []}
        onChange={([chosen]) => onChange({ ...answers, minor: chosen })}
      />
      <div>
        <Choices
          label={t('open.risk')}
          options={[
            ...CASE_RISKS.map((value) => ({ value: String(value), label: risks[value] })),
            { value: 'unknown', label: t('open.unknownRisk') },
          ]}
          chosen={risk ? [risk] : []}
          onChange={([chosen]) => onChange({ ...answers, risk: chosen })}
        />
        {risk === 'unknown' && <p className={cases.small}>{t('open.unknownHint')}</p>}
        {(risk === 'high' || risk === 'unknown') && (
          <a className={`${forms.police} ${css.police}`} href="tel:191">
            {casesText('dangerForm.police')}
          </a>
        )}
      </div>
    </>
  );
}

/** As a new case has it. */
export function readAgeAndRisk({ minor, risk }: AgeAndRiskAnswers): { isMinor: boolean; risk?: CaseRisk } {
  const known = CASE_RISKS.find((one) => one === risk);
  return { isMinor: minor === 'yes', ...(known && { risk: known }) };
}
