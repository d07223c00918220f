import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCornerDownRight, IconHistory } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { isOpenCase } from '#contract/case';
import type { CaseDetail, CaseRecord } from '#contract/case-api';
import { FORM_FIELDS } from '#contract/case-form-fields';
import { findFormGaps } from '#contract/case-form-gaps';
import { labelOf } from '#contract/case-form-lines';
import type { FormDraft, RecordKind } from '#contract/case-forms';
import { type DangerTool, dangerToolOn } from '#contract/case-risk';
import { isMinorOn } from '#contract/person-age';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow } from '../../../live/clock.ts';
import { goTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { AssessmentFields } from './AssessmentFields.tsx';
import { useCareDevice } from './CareDevice.tsx';
import { useDangerTools } from './case-data.ts';
import { formHash, type OpenForm, versionsHash } from './case-route.ts';
import css from './cases.module.css';
import { DangerFields } from './DangerFields.tsx';
import { DeviceNotice } from './DeviceNotice.tsx';
import { describeGap } from './describe-gap.ts';
import { describeRefusal, findWaiting } from './draft-entry.ts';
import { isUnkept } from './draft-state.ts';
import { FormFields } from './FormFields.tsx';
import { FormHead } from './FormHead.tsx';
import { findNewest, findRecord } from './find-record.ts';
import { aroundOf } from './form-around.ts';
import forms from './forms.module.css';
import { calm } from './kept-case.ts';
import { findSentBack } from './next-step.ts';
import { prefillForm } from './prefill-form.ts';
import { ReadOnlyForm } from './ReadOnlyForm.tsx';
import { SavedMark } from './SavedMark.tsx';
import { SentBackContext } from './SentBack.tsx';
import { TwoVersions } from './TwoVersions.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { useDraft } from './use-draft.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = { open: OpenForm; detail: CaseDetail; records: readonly CaseRecord[] };

/** The questions of the danger form come from its tool, so that this waits for them. */
export function FormPage(props: Props) {
  const tools = useDangerTools();
  const { box } = useCareDevice();
  const list = { ...calm(tools), isPending: tools.data === undefined || !box.isLoaded };
  const { open, detail, records } = props;
  // Invited people write in their sections; the server says where.
  const mayWrite = isOpenCase(detail.case.status) && (detail.mayAct || detail.sections !== null);
  const known = findRecord(records, open.kind, open.seriesId) ?? findNewest(records, open.kind);
  if (!mayWrite && known && tools.data) return <ReadOnlyForm detail={detail} record={known} tools={tools.data} />;
  const hasNoName = open.seriesId === 'new' || (open.seriesId === null && !findRecord(records, open.kind, null));
  return (
    <PageList list={list} isEmpty={false} empty="">
      {tools.data && box.isLoaded && hasNoName && <NameForm caseId={detail.case.id} kind={open.kind} />}
      {tools.data && box.isLoaded && !hasNoName && <WholeForm {...props} tools={tools.data} />}
    </PageList>
  );
}

/** One form on one screen: it saves itself as one types, and says what is missing before it can be signed. */
function WholeForm({ open: { kind, seriesId }, detail, records, tools }: Props & { tools: readonly DangerTool[] }) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const titleOf = useCaseTitle();
  const caseId = detail.case.id;
  const record = findRecord(records, kind, seriesId);
  const [empty] = useState(() => {
    const tool = dangerToolOn(tools, thaiDayOf(new Date(serverNow())));
    return prefillForm(kind, { tool, person: detail.person, sections: detail.sections });
  });
  const [ownId] = useState(() => record?.seriesId ?? seriesId ?? crypto.randomUUID());
  const { box } = useCareDevice();
  const draft = useDraft({ box, caseId, kind, record, seriesId: ownId, empty });
  const { body, tip } = draft.state;
  const refused = draft.waiting?.refused;
  const tool = tools.find((one) => one.tool === body.tool && one.toolVersion === body.toolVersion);
  const questions = Object.fromEntries(tool?.questions.map((one) => [one.id, one[language]]) ?? []);
  const around = aroundOf(kind, body, records, texts.codes.serviceCode, texts.domains);
  const gaps = findFormGaps(kind, body as never, {
    now: new Date(serverNow()),
    dangerTool: tool,
    risk: detail.case.risk ?? 'high',
    serviceIds: around.services.map(({ value }) => value),
  });
  const birth = kind === 'registration' ? (body as FormDraft<'registration'>).birth : undefined;
  const isChild = birth ? isMinorOn(birth, thaiDayOf(new Date(serverNow()))) : detail.case.isMinor;
  const [asked, setAsked] = useState(false);
  const isUnchanged =
    record?.signedAt !== null && record?.signedAt !== undefined && tip === record.version && !isUnkept(draft.state);
  const isSignedHere = draft.waiting?.isSigned === true;
  const view = { name: 'page', page: 'cases', id: caseId } as const;
  const sign = useMutation({
    mutationFn: draft.sign,
    onSuccess: () => goTo(view),
  });
  const sent = findSentBack(detail.approvals, records);
  const back = sent && sent.record.seriesId === ownId ? sent : undefined;
  const [reasons] = useState(() => new Map(back?.approval.fields.map(({ field, reason }) => [field, reason])));
  const marked = new Set(asked ? gaps.map(({ field }) => field) : []);
  return (
    <article className={css.page}>
      <FormHead caseId={caseId} title={texts.kinds[kind]} about={titleOf(detail.case)}>
        <SavedMark state={draft.state} waiting={draft.waiting} />
      </FormHead>
      {kind !== 'danger' && (
        <a className={forms.dangerLink} href={formHash('danger')}>
          <IconAlertTriangle aria-hidden size={20} /> {t('danger')}
        </a>
      )}
      {record?.signedAt && (
        <p className={css.small}>
          {t('form.isSigned', { who: record.signedBy?.name ?? '–', day: formatDate(record.signedAt, language) })}
        </p>
      )}
      {record && (record.basedOn !== null || (record.signedAt !== null && tip > record.version)) && (
        <a className={css.back} href={versionsHash(ownId)}>
          <IconHistory aria-hidden size={20} /> {t('versions.title')}
        </a>
      )}
      {refused && describeRefusal(refused) === 'conflict' && (
        <TwoVersions
          caseId={caseId}
          seriesId={ownId}
          kind={kind}
          mine={body}
          questions={tool?.questions}
          onDecide={(theirs, chosen) => void draft.decide(theirs, chosen)}
        />
      )}
      {refused && describeRefusal(refused) === 'refused' && <DeviceNotice caseId={caseId} keptAt={null} />}
      {isSignedHere && !refused && <p role="status">{t('device.signedHere')}</p>}
      {back && (
        <section className={css.conflict}>
          <strong>{t('form.sentBack', { who: back.approval.decidedBy?.name ?? '–' })}</strong>
          <ul className={css.todo}>
            {back.approval.fields.map(({ field, reason }) => (
              <li key={field}>
                <IconCornerDownRight aria-hidden size={20} />
                <span>
                  <button type="button" className={forms.gap} onClick={() => showField(field)}>
                    {labelOf(texts, kind, field, questions)}
                  </button>
                  : {reason}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <SentBackContext value={reasons}>
        <div key={draft.state.round} className={forms.fields}>
          {kind === 'danger' ? (
            tool && <DangerFields tool={tool} body={body as FormDraft<'danger'>} onChange={draft.change} />
          ) : kind === 'assessment' ? (
            <AssessmentFields
              body={body as FormDraft<'assessment'>}
              records={records}
              tools={tools}
              gaps={marked}
              onChange={draft.change}
            />
          ) : (
            <FormFields
              kind={kind}
              fields={FORM_FIELDS[kind].filter(({ ofChild }) => !ofChild || isChild)}
              values={body}
              around={around}
              gaps={marked}
              onChange={draft.change}
            />
          )}
        </div>
      </SentBackContext>
      <footer className={forms.sign}>
        <SavedMark again state={draft.state} waiting={draft.waiting} />
        {gaps.length > 0 && (
          <details className={css.more} onToggle={(event) => setAsked(event.currentTarget.open)}>
            <summary>{t('form.missing', { n: gaps.length })}</summary>
            <ul>
              {gaps.map((gap) => (
                <li key={gap.field + gap.why}>
                  <button type="button" className={forms.gap} onClick={() => showField(gap.field)}>
                    {describeGap(texts, kind, gap, questions)}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        )}
        {sign.isError && (
          <p role="alert" className={css.problem}>
            {describeProblem(sign.error, language)}
          </p>
        )}
        <Button
          size="lg"
          fullWidth
          disabled={gaps.length > 0 || isUnchanged || isSignedHere || refused !== undefined}
          loading={sign.isPending}
          onClick={() => sign.mutate()}
        >
          {t('form.sign')}
        </Button>
        <p className={css.small}>{t('form.signHint')}</p>
      </footer>
    </article>
  );
}

/** The field itself, or the part of the form that it is in. */
function showField(path: string): void {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const field = document.getElementById(`field-${parts.slice(0, length).join('.')}`);
    if (!field) continue;
    field.scrollIntoView({ block: 'center' });
    field.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
    return;
  }
}

/** A new form has its name in the address from the start, so that a reloaded page finds it again. */
function NameForm({ caseId, kind }: { caseId: string; kind: RecordKind }) {
  const { box } = useCareDevice();
  useLayoutEffect(() => {
    const begun = box.unsent.findLast(
      ({ chain, about }) =>
        chain !== undefined &&
        about.caseId === caseId &&
        about.kind === kind &&
        !findWaiting(box.unsent, chain)?.isSigned,
    );
    window.location.replace(formHash(kind, begun?.chain ?? crypto.randomUUID()));
  }, [box, caseId, kind]);
  return null;
}
