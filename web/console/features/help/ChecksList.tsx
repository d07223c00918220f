import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import { Button, Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { HelpCheck } from '#contract/help-api';
import { describeProblem } from '../../api/describe-problem.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { formatDate } from '../../ui/format-time.ts';
import { listed } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import { FormSummary } from './FormSummary.tsx';
import { HelpPictures } from './HelpPictures.tsx';
import css from './help.module.css';
import { lastDayOf, useHelpAction, useHelpChecks } from './help-data.ts';
import { OneOf } from './OneOf.tsx';

const DOUBTS = ['not-living-there', 'situation-differs', 'already-helped', 'unknown-person'] as const;

/** What a leader of volunteers is asked: whether it is so. Not the money, not the decision. */
export function ChecksList() {
  const { t, language } = useText(HELP_TEXT);
  const { data, error } = useHelpChecks();
  if (error) return <p role="alert">{describeProblem(error, language)}</p>;
  if (!data) return <p role="status">{t('loading')}</p>;
  if (data.length === 0) return <p className={css.empty}>{t('checks.none')}</p>;
  return (
    <>
      <p className={css.small}>{t('checks.hint')}</p>
      <ul className={css.rows}>
        {data.map((one) => (
          <li key={one.id}>
            <Check one={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Neighbours know a person without their number. */
function withoutNumbers({ person, household, ...form }: HelpCheck['form']): HelpCheck['form'] {
  const { idNumber: _, ...known } = person ?? {};
  const members = household?.members?.map(({ idNumber: __, ...member }) => member);
  return { ...form, person: known, ...(members && { household: { members } }) };
}

function Check({ one }: { one: HelpCheck }) {
  const { t, language } = useText(HELP_TEXT);
  const [isOpen, setOpen] = useState(false);
  const [isRelative, setRelative] = useState(false);
  const [reason, setReason] = useState<string>();
  const [isDoubted, setDoubted] = useState(false);
  const send = useHelpAction();
  const place = one.place && (language === 'en' ? one.place.subdistrictEn : one.place.subdistrictTh);
  const decide = (body: object) =>
    send.mutate({ path: `help-checks/${one.id}/decide`, body, key: crypto.randomUUID() });
  return (
    <div className={css.card}>
      <button
        type="button"
        className={css.cardHead}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        {...listed(one.id)}
      >
        <span className={css.what}>
          <b>{one.form.person?.name ?? t('filed.noName')}</b>
          <span className={css.small}>{[one.code, place, t(`level.${one.level}`)].filter(Boolean).join(' · ')}</span>
        </span>
        <span className={css.chip} data-tone="amber">
          {t('checks.until', { when: formatDate(lastDayOf(one.dueAt), language) })}
        </span>
      </button>
      {isOpen && (
        <div className={css.cardBody}>
          <FormSummary form={withoutNumbers(one.form)} />
          <HelpPictures requestId={one.requestId} />
          <Checkbox
            size="md"
            label={t('checks.relative')}
            checked={isRelative}
            onChange={(event) => setRelative(event.currentTarget.checked)}
          />
          {isRelative && <p className={css.small}>{t('checks.relativeHint')}</p>}
          {isDoubted && !isRelative && (
            <OneOf
              label={t('checks.why')}
              options={DOUBTS.map((value) => ({ value, label: t(`doubt.${value}`) }))}
              chosen={reason}
              onChange={setReason}
            />
          )}
          {send.isError && (
            <p role="alert" className={css.problem}>
              {describeProblem(send.error, language)}
            </p>
          )}
          <div className={css.buttons}>
            {isRelative ? (
              <Button
                size="lg"
                loading={send.isPending}
                onClick={() => decide({ result: 'confirmed', isRelative: true })}
              >
                {t('checks.leave')}
              </Button>
            ) : (
              <>
                {!isDoubted && (
                  <Button
                    size="lg"
                    leftSection={<IconCheck aria-hidden size={22} />}
                    loading={send.isPending}
                    onClick={() => decide({ result: 'confirmed', isRelative: false })}
                  >
                    {t('checks.confirm')}
                  </Button>
                )}
                <Button
                  size="lg"
                  variant="default"
                  leftSection={<IconAlertTriangle aria-hidden size={22} />}
                  disabled={isDoubted && reason === undefined}
                  onClick={() =>
                    isDoubted ? decide({ result: 'doubted', isRelative: false, reason }) : setDoubted(true)
                  }
                >
                  {t(isDoubted ? 'checks.sendDoubt' : 'checks.doubt')}
                </Button>
                {isDoubted && (
                  <Button size="lg" variant="subtle" onClick={() => setDoubted(false)}>
                    {t('back')}
                  </Button>
                )}
              </>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
