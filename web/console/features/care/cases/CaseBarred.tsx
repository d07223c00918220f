import { Button, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EXCLUSION_KINDS, EXCLUSION_REASONS, type ExclusionKind } from '#contract/case';
import { exclusionsSchema } from '#contract/case-api';
import type { Staff } from '#contract/incident-visibility';
import { getJson, postJson } from '../../../api/request.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { StaffSearch } from '../../incident/index.ts';
import { CASES_KEY } from '../cases-key.ts';
import css from './cases.module.css';

type Colleague = Staff['people'][number];

/** Who must not learn of the case. Closed until somebody wants it: a look at it is recorded, and a screen may be seen. */
export function CaseBarred({ caseId }: { caseId: string }) {
  const { t } = useText(CASES_TEXT);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className={css.part} aria-labelledby="barred">
      <h3 id="barred" className={css.partTitle}>
        {t('barred.title')}
      </h3>
      {isOpen ? (
        <BarredList caseId={caseId} />
      ) : (
        <div className={css.buttons}>
          <Button variant="default" leftSection={<IconEyeOff aria-hidden size={22} />} onClick={() => setIsOpen(true)}>
            {t('barred.open')}
          </Button>
        </div>
      )}
    </section>
  );
}

function BarredList({ caseId }: { caseId: string }) {
  const { t, language } = useText(CASES_TEXT);
  const client = useQueryClient();
  const [isAdding, setIsAdding] = useState(false);
  const key = [...CASES_KEY, caseId, 'exclusions'];
  const list = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      exclusionsSchema.parse(await getJson(`/api/v1/cases/${caseId}/exclusions`, signal)).exclusions,
  });
  const inForce = list.data?.filter(({ liftedAt }) => liftedAt === null) ?? [];
  const lift = useMutation({
    mutationFn: (id: string) => postJson(`/api/v1/cases/${caseId}/exclusions/${id}/lift`, {}, crypto.randomUUID()),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  return (
    <>
      <p className={css.small}>{t('barred.hint')}</p>
      <PageList list={list} isEmpty={inForce.length === 0} empty={t('barred.none')}>
        <ul className={css.lines}>
          {inForce.map(({ id, kind, person, value, reason, by, at }) => (
            <li key={id} className={css.line}>
              <IconEyeOff aria-hidden size={26} />
              <span className={work.what}>
                <strong>{person?.name ?? value ?? t('barred.kind.reporter')}</strong>
                <span className={css.small}>
                  {t(`barred.kind.${kind}`)} · {t(`barred.reason.${reason}`)} · {by.name} {formatDate(at, language)}
                </span>
              </span>
              <Button variant="default" loading={lift.isPending} onClick={() => lift.mutate(id)}>
                {t('barred.lift')}
              </Button>
            </li>
          ))}
        </ul>
      </PageList>
      {isAdding ? (
        <BarForm
          caseId={caseId}
          onDone={() => {
            setIsAdding(false);
            void client.invalidateQueries({ queryKey: key });
          }}
        />
      ) : (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => setIsAdding(true)}>
            {t('barred.add')}
          </Button>
        </div>
      )}
    </>
  );
}

function BarForm({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { t } = useText(CASES_TEXT);
  const [kind, setKind] = useState<ExclusionKind>('account');
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [value, setValue] = useState('');
  const [reason, setReason] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: () =>
      postJson(
        `/api/v1/cases/${caseId}/exclusions`,
        {
          ...{ kind, reason: reason[0] },
          ...(kind === 'account' && { personId: colleague?.id }),
          ...((kind === 'phone' || kind === 'id-number') && { value: value.trim() }),
        },
        crypto.randomUUID(),
      ),
    onSuccess: onDone,
  });
  const isKnown = kind === 'reporter' || (kind === 'account' ? colleague !== null : value.trim().length >= 6);
  return (
    <InlineForm
      why={t('barred.silent')}
      submitLabel={t('barred.submit')}
      isReady={isKnown && reason.length > 0}
      isSending={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate()}
      onCancel={onDone}
    >
      <Choices
        label={t('barred.by')}
        options={EXCLUSION_KINDS.map((one) => ({ value: one, label: t(`barred.kind.${one}`) }))}
        chosen={[kind]}
        onChange={([one]) => {
          setKind(EXCLUSION_KINDS.find((each) => each === one) ?? kind);
          setValue('');
        }}
      />
      {kind === 'account' && (
        <LazyPart>
          <StaffSearch label={t('barred.colleague')} chosen={colleague} onChoose={setColleague} />
        </LazyPart>
      )}
      {(kind === 'phone' || kind === 'id-number') && (
        <TextInput
          size="lg"
          autoComplete="off"
          inputMode={kind === 'phone' ? 'tel' : 'text'}
          maxLength={30}
          label={t(`barred.kind.${kind}`)}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      {kind === 'reporter' && <p className={css.small}>{t('barred.reporterHint')}</p>}
      <Choices
        label={t('reason.title')}
        options={EXCLUSION_REASONS.map((one) => ({ value: one, label: t(`barred.reason.${one}`) }))}
        chosen={reason}
        onChange={setReason}
      />
    </InlineForm>
  );
}
