import { NativeSelect, Textarea } from '@mantine/core';
import type { CaseRecord } from '#contract/case-api';
import {
  CASE_RISKS,
  DOMAIN_CODES,
  DOMAINS,
  type Domain,
  dangerDraftSchema,
  type FormDraft,
} from '#contract/case-forms';
import { NEED_FROM } from '#contract/case-need';
import { type DangerTool, decideAssessment, decideDanger } from '#contract/case-risk';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { optionsOf } from '../../../ui/options.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import forms from './forms.module.css';
import { RiskChip } from './RiskChip.tsx';
import { SentBackNote } from './SentBack.tsx';
import { useFormTexts } from './use-form-texts.ts';

type Draft = FormDraft<'assessment'>;
type Props = {
  body: Draft;
  records: readonly CaseRecord[];
  tools: readonly DangerTool[];
  gaps: ReadonlySet<string>;
  onChange: (body: Draft) => void;
};

/** Ten domains, a score each; what was found is asked only where something was found. */
export function AssessmentFields({ body, records, tools, gaps, onChange }: Props) {
  const { t } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const { computed, level, lowered, open } = decideAssessment(body, dangerLevelOf(records, tools));
  const { override } = body;
  const setDomain = (domain: Domain, next: object): void =>
    onChange({ ...body, domains: { ...body.domains, [domain]: { ...body.domains[domain], ...next } } });
  const setOverride = (next: Draft['override']): void => {
    const { override: _, ...others } = body;
    onChange(next ? { ...others, override: next } : others);
  };
  return (
    <>
      <div className={forms.level} role="status">
        {level ? <RiskChip risk={level} /> : <span className={css.small}>{t('assess.open', { n: open.length })}</span>}
        {level && open.length > 0 && <span>{t('assess.open', { n: open.length })}</span>}
        {lowered && computed && <span>{t('assess.lowered', { level: texts.risks[computed] })}</span>}
      </div>
      {DOMAINS.map((domain) => {
        const { score, codes = [], note = '' } = body.domains[domain] ?? {};
        const isGap = [...gaps].some((path) => path.startsWith(`domains.${domain}.`));
        return (
          <div key={domain} id={`field-domains.${domain}`} className={forms.domain} data-gap={isGap || undefined}>
            <SentBackNote path={`domains.${domain}`} />
            <Choices
              label={texts.domains[domain]}
              four
              options={optionsOf(['0', '1', '2', '3'], texts.scores)}
              chosen={score === undefined ? [] : [String(score)]}
              onChange={([chosen]) => setDomain(domain, { score: chosen === undefined ? undefined : Number(chosen) })}
            />
            {score !== undefined && score > 0 && (
              <>
                <Choices
                  label={texts.fields.assessment.domains.codes}
                  many
                  options={optionsOf(DOMAIN_CODES[domain], texts.domainCodes[domain])}
                  chosen={codes}
                  onChange={(chosen) => setDomain(domain, { codes: chosen })}
                />
                <Textarea
                  size="lg"
                  label={texts.fields.assessment.domains.note}
                  autosize
                  minRows={1}
                  maxLength={1000}
                  value={note}
                  onChange={(event) => setDomain(domain, { note: event.currentTarget.value })}
                />
              </>
            )}
            {score !== undefined && score >= NEED_FROM && <p className={css.small}>{t('assess.opensNeed')}</p>}
          </div>
        );
      })}
      <div id="field-override" className={forms.domain}>
        <SentBackNote path="override" />
        <NativeSelect
          size="lg"
          label={texts.fields.assessment.override.title}
          value={override?.level ?? ''}
          data={[{ value: '', label: t('assess.asComputed') }, ...optionsOf(CASE_RISKS, texts.risks)]}
          onChange={({ currentTarget: { value } }) => {
            const chosen = CASE_RISKS.find((one) => one === value);
            setOverride(chosen && { ...override, level: chosen });
          }}
        />
        {override && (
          <Textarea
            size="lg"
            label={texts.fields.assessment.override.reason}
            autosize
            minRows={2}
            maxLength={1000}
            value={override.reason ?? ''}
            onChange={(event) => setOverride({ ...override, reason: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  );
}

/** Of the newest signed danger form: the level is never below it. */
function dangerLevelOf(records: readonly CaseRecord[], tools: readonly DangerTool[]) {
  const newest = records
    .filter(({ kind, signedAt }) => kind === 'danger' && signedAt !== null)
    .toSorted((one, other) => other.savedAt.localeCompare(one.savedAt))[0];
  const read = dangerDraftSchema.safeParse(newest?.body);
  if (!read.success) return undefined;
  const tool = tools.find((one) => one.tool === read.data.tool && one.toolVersion === read.data.toolVersion);
  return tool && decideDanger(tool, read.data.answers).level;
}
