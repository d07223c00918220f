import { Button } from '@mantine/core';
import { IconFileDownload, IconUserShare } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import type { CaseClock, CaseDetail, CaseRecord } from '#contract/case-api';
import {
  DATA_COPY_HOURS,
  DATA_COPY_REASONS,
  DATA_COPY_TEXTS,
  type DataCopyReason,
  type GiveDataCopy,
  identityChecksFor,
  isAskedByOther,
} from '#contract/case-data-copy';
import { RECORD_KINDS } from '#contract/case-forms';
import { serverNow } from '../../../live/clock.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import css from './cases.module.css';
import forms from './forms.module.css';
import { MomentField } from './MomentField.tsx';
import { useCaseStep } from './use-case-step.ts';
import { useFormTexts } from './use-form-texts.ts';

const HOUR_MS = 3_600_000;
type Opened = 'asked' | 'give' | 'not-given';
type Props = { me: Me; detail: CaseDetail; records: readonly CaseRecord[]; clocks: readonly CaseClock[] };

/** What the law gives to whom the case is about: a request with its time, and the copy, which a supervisor makes. */
export function CaseDataCopy({ me, detail, records, clocks }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const [opened, setOpened] = useState<Opened | null>(null);
  const caseId = detail.case.id;
  const [isNew, setNew] = useState(false);
  const send = useCaseStep(caseId, () => {
    setNew(opened === 'give');
    setOpened(null);
  });
  const asked = clocks.find(({ rule }) => rule === 'data-copy');
  const mayGive = me.permissions.includes('case:give-copy');
  const isReady = detail.timeline.some(
    ({ kind, by, at }) =>
      kind === 'data-copy-given' && by?.id === me.id && Date.parse(at) > serverNow() - DATA_COPY_HOURS * HOUR_MS,
  );
  const open = (what: Opened): void => {
    send.reset();
    setOpened(what);
  };
  const form = { isSending: send.isPending, error: send.error, onCancel: () => setOpened(null) };
  const record = (fact: string, happenedAt: string) => send.mutate({ step: 'legal-facts', body: { fact, happenedAt } });
  return (
    <details className={`${css.part} ${css.more}`}>
      <summary>
        <IconUserShare aria-hidden size={22} /> {t('dataCopy.title')}
      </summary>
      <div className={css.dataCopy}>
        <p className={css.small}>{t('dataCopy.hint')}</p>
        {asked && (
          <p>
            <strong>{t('dataCopy.due', { day: formatDate(asked.dueAt, language) })}</strong>{' '}
            {!mayGive && t('dataCopy.supervisor')}
          </p>
        )}
        {isReady && opened === null && <Downloads caseId={caseId} isNew={isNew} />}
        {opened === 'asked' && <AskedForm {...form} onSubmit={(at) => record('data-copy-asked', at)} />}
        {opened === 'not-given' && (
          <NotGivenForm {...form} onSubmit={(fact) => record(fact, new Date(serverNow()).toISOString())} />
        )}
        {opened === 'give' && (
          <GiveForm {...form} records={records} onSubmit={(body) => send.mutate({ step: 'data-copy', body })} />
        )}
        {opened === null && (
          <div className={css.buttons}>
            {mayGive && (
              <Button variant="default" onClick={() => open('give')}>
                {t('dataCopy.give')}
              </Button>
            )}
            {me.permissions.includes('case:work') && (
              <Button variant="default" onClick={() => open(asked ? 'not-given' : 'asked')}>
                {t(asked ? 'dataCopy.notGiven' : 'dataCopy.asked')}
              </Button>
            )}
          </div>
        )}
      </div>
    </details>
  );
}

function Downloads({ caseId, isNew }: { caseId: string; isNew: boolean }) {
  const { t, language } = useText(CASES_TEXT);
  const said = useRef<HTMLParagraphElement>(null);
  // The form above it was long: without it, whoever has sent it would look at something else.
  useEffect(() => {
    if (isNew) said.current?.scrollIntoView({ block: 'center' });
  }, [isNew]);
  return (
    <>
      <p role="status" ref={said}>
        {t('dataCopy.ready')}
      </p>
      <ul className={css.lines}>
        {(['pdf', 'json'] as const).map((format) => (
          <li key={format}>
            <a
              className={css.line}
              href={`/api/v1/cases/${caseId}/data-copy?${new URLSearchParams({ format, language })}`}
              download
            >
              <IconFileDownload aria-hidden size={26} />
              <strong className={work.what}>{t(`dataCopy.${format}`)}</strong>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

type FormProps<Body> = { isSending: boolean; error: unknown; onCancel: () => void; onSubmit: (body: Body) => void };

function AskedForm({ onSubmit, ...form }: FormProps<string>) {
  const { t } = useText(CASES_TEXT);
  const [at, setAt] = useState(() => new Date(serverNow()).toISOString());
  return (
    <InlineForm {...form} submitLabel={t('dataCopy.asked')} isReady={at !== ''} onSubmit={() => onSubmit(at)}>
      <MomentField label={t('dataCopy.when')} value={at} onChange={(moment) => setAt(moment ?? '')} />
    </InlineForm>
  );
}

function NotGivenForm({ onSubmit, ...form }: FormProps<string>) {
  const { t } = useText(CASES_TEXT);
  const [fact, setFact] = useState<string[]>([]);
  return (
    <InlineForm
      {...form}
      submitLabel={t('dataCopy.notGiven')}
      isReady={fact.length > 0}
      onSubmit={() => fact[0] && onSubmit(fact[0])}
    >
      <Choices
        label={t('dataCopy.why')}
        options={(['withdrawn', 'refused'] as const).map((one) => ({
          value: `data-copy-${one}`,
          label: t(`dataCopy.${one}`),
        }))}
        chosen={fact}
        onChange={setFact}
      />
    </InlineForm>
  );
}

function GiveForm({ records, onSubmit, ...form }: FormProps<GiveDataCopy> & { records: readonly CaseRecord[] }) {
  const { t, language } = useText(CASES_TEXT);
  const { kinds } = useFormTexts();
  const { reasons, checks } = DATA_COPY_TEXTS[language];
  const [reason, setReason] = useState<DataCopyReason | null>(null);
  const [identity, setIdentity] = useState<GiveDataCopy['identity'] | null>(null);
  const [withheld, setWithheld] = useState<string[]>([]);
  const [textsRead, setTextsRead] = useState(false);
  const held = RECORD_KINDS.filter((kind) => kind !== 'registration' && records.some((one) => one.kind === kind));
  const isByOther = reason !== null && isAskedByOther(reason);
  return (
    <InlineForm
      {...form}
      submitLabel={t('dataCopy.give')}
      isReady={reason !== null && identity !== null}
      onSubmit={() =>
        reason &&
        identity &&
        onSubmit({ reason, identity, textsRead, withheld: held.filter((kind) => withheld.includes(kind)) })
      }
    >
      <Choices
        label={t('dataCopy.who')}
        options={DATA_COPY_REASONS.map((value) => ({ value, label: reasons[value] }))}
        chosen={reason ? [reason] : []}
        onChange={([chosen]) => {
          setReason(DATA_COPY_REASONS.find((one) => one === chosen) ?? null);
          setIdentity(null);
        }}
      />
      {reason && (
        <Choices
          label={t('dataCopy.identity')}
          options={identityChecksFor(reason).map((value) => ({ value, label: checks[value] }))}
          chosen={identity ? [identity] : []}
          onChange={([chosen]) => setIdentity(identityChecksFor(reason).find((one) => one === chosen) ?? null)}
        />
      )}
      {held.length > 0 && (
        <Choices
          many
          label={t('dataCopy.withheld')}
          options={held.map((value) => ({ value, label: kinds[value] }))}
          chosen={withheld}
          onChange={setWithheld}
        />
      )}
      <label className={forms.tick}>
        <input type="checkbox" checked={textsRead} onChange={(event) => setTextsRead(event.currentTarget.checked)} />
        <span>
          {t('dataCopy.textsRead')} <span className={css.small}>{t('dataCopy.textsLeft')}</span>
        </span>
      </label>
      <p className={css.small}>{t(isByOther ? 'dataCopy.byOther' : 'dataCopy.always')}</p>
    </InlineForm>
  );
}
