import { Button, TextInput } from '@mantine/core';
import { IconHome, IconLock, IconUser } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail } from '#contract/case-api';
import { caseHouseholdSchema, type HouseholdDetail, type HouseholdRelation } from '#contract/household';
import { getJson, postJson } from '../../../api/request.ts';
import { HOUSEHOLD_TEXT } from '../../../text/household.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CASES_KEY } from '../cases-key.ts';
import css from './cases.module.css';
import { JoinForm } from './JoinForm.tsx';
import { useCaseTitle } from './use-case-title.ts';

type Opened = 'join' | 'split' | 'merge' | 'undo' | null;
type Props = { caseId: string; links: CaseDetail['links']; mayWrite: boolean };

/** Who lives with the person, from when; some move on to a place of their own, which may be secret. */
export function CaseHousehold({ caseId, links, mayWrite }: Props) {
  const { t, language } = useText(HOUSEHOLD_TEXT);
  const titleOf = useCaseTitle();
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened>(null);
  const { data } = useQuery({
    queryKey: [...CASES_KEY, caseId, 'household'],
    queryFn: async ({ signal }) =>
      caseHouseholdSchema.parse(await getJson(`/api/v1/cases/${caseId}/household`, signal)),
  });
  const send = useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: object }) =>
      postJson(`/api/v1/cases/${caseId}/household${path}`, body, crypto.randomUUID()),
    onSuccess: () => setOpened(null),
    onSettled: () => client.invalidateQueries({ queryKey: [...CASES_KEY, caseId] }),
  });
  const form = { isSending: send.isPending, error: send.error, onCancel: () => setOpened(null) };
  if (!data) return null;
  const { household } = data;
  const current = household?.members.filter(({ toOn }) => toOn === null) ?? [];
  const gone = household?.members.filter(({ toOn }) => toOn !== null) ?? [];
  const wrong = household?.changes.find(({ mayUndo }) => mayUndo);
  const undoLabel = ({ kind, people }: HouseholdDetail['changes'][number]) =>
    kind === 'undone' ? '' : t(`undo.${kind}`, { n: people });
  return (
    <section className={css.part} aria-labelledby="household">
      <h3 id="household" className={css.partTitle}>
        {t('title')}
      </h3>
      {!household && <p className={css.small}>{t('none')}</p>}
      {household && (household.address || household.secret) && (
        <p className={css.line}>
          {household.secret ? <IconLock aria-hidden size={26} /> : <IconHome aria-hidden size={26} />}
          <span className={work.what}>
            <strong>{household.address ?? t('noAddress')}</strong>
            {household.secret && <span className={css.small}>{t('secretHint')}</span>}
          </span>
        </p>
      )}
      <ul className={css.lines}>
        {current.map(({ id, name, relation, fromOn, isOfCase }) => (
          <li key={id} className={css.line}>
            <IconUser aria-hidden size={26} />
            <span className={work.what}>
              <strong>{name ?? t('noName')}</strong>
              <span className={css.small}>
                {t(`relation.${relation as HouseholdRelation}`)} · {t('from', { day: formatDate(fromOn, language) })}
              </span>
            </span>
            {mayWrite && !isOfCase && opened === null && (
              <Button
                variant="default"
                loading={send.isPending}
                onClick={() => send.mutate({ path: `/members/${id}/leave` })}
              >
                {t('left')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <details className={css.more}>
          <summary>{t('gone', { n: gone.length })}</summary>
          <ul className={css.lines}>
            {gone.map(({ id, name, relation, fromOn, toOn }) => (
              <li key={id} className={css.small}>
                {name ?? t('noName')} · {t(`relation.${relation as HouseholdRelation}`)} ·{' '}
                {formatDate(fromOn, language)} – {toOn && formatDate(toOn, language)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {send.isError && opened === null && (
        <p role="alert" className={css.problem}>
          {t('failed')}
        </p>
      )}
      {mayWrite && opened === null && (
        <div className={css.buttons}>
          {!household && (
            <Button
              variant="default"
              loading={send.isPending}
              onClick={() => send.mutate({ path: '', body: { relation: 'self', secret: false } })}
            >
              {t('begin')}
            </Button>
          )}
          {household && (
            <Button variant="default" onClick={() => setOpened('join')}>
              {t('join')}
            </Button>
          )}
          {current.length > 1 && (
            <Button variant="default" onClick={() => setOpened('split')}>
              {t('split')}
            </Button>
          )}
          {household && links.length > 0 && (
            <Button variant="default" onClick={() => setOpened('merge')}>
              {t('merge')}
            </Button>
          )}
          {wrong && (
            <Button variant="subtle" onClick={() => setOpened('undo')}>
              {undoLabel(wrong)}
            </Button>
          )}
        </div>
      )}
      {opened === 'undo' && wrong && (
        <InlineForm
          {...form}
          why={t('undoHint')}
          submitLabel={undoLabel(wrong)}
          onSubmit={() => send.mutate({ path: `/changes/${wrong.id}/undo` })}
        />
      )}
      {opened === 'join' && (
        <JoinForm {...form} caseId={caseId} onSubmit={(body) => send.mutate({ path: '/members', body })} />
      )}
      {opened === 'split' && (
        <SplitForm {...form} members={current} onSubmit={(body) => send.mutate({ path: '/split', body })} />
      )}
      {opened === 'merge' && (
        <MergeForm
          {...form}
          cases={links.map((one) => ({ value: one.case.id, label: titleOf(one.case) }))}
          onSubmit={(other) => send.mutate({ path: '/merge', body: { caseId: other } })}
        />
      )}
    </section>
  );
}

type FormProps<Sent> = { isSending: boolean; error: unknown; onCancel: () => void; onSubmit: (sent: Sent) => void };

function SplitForm({ members, onSubmit, ...form }: FormProps<object> & { members: HouseholdDetail['members'] }) {
  const { t } = useText(HOUSEHOLD_TEXT);
  const own = members.flatMap(({ isOfCase, personId }) => (isOfCase ? [personId] : []));
  const [going, setGoing] = useState<string[]>([]);
  const [address, setAddress] = useState('');
  const [ticks, setTicks] = useState<string[]>(['secret', 'barStaying']);
  return (
    <InlineForm
      {...form}
      why={t('splitHint')}
      submitLabel={t('splitSubmit')}
      isReady={going.length + own.length < members.length}
      onSubmit={() =>
        onSubmit({
          personIds: [...own, ...going],
          ...(address.trim() && { address: address.trim() }),
          secret: ticks.includes('secret'),
          barStaying: ticks.includes('barStaying'),
        })
      }
    >
      <Choices
        label={t('who')}
        many
        options={members
          .filter(({ isOfCase }) => !isOfCase)
          .map(({ personId, name, relation }) => ({
            value: personId,
            label: `${name ?? t('noName')} (${t(`relation.${relation as HouseholdRelation}`)})`,
          }))}
        chosen={going}
        onChange={setGoing}
      />
      <TextInput
        size="lg"
        maxLength={300}
        autoComplete="off"
        label={t('address')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Choices
        label={t('protect')}
        many
        options={[
          { value: 'secret', label: t('secret') },
          { value: 'barStaying', label: t('barStaying') },
        ]}
        chosen={ticks}
        onChange={setTicks}
      />
    </InlineForm>
  );
}

function MergeForm({
  cases,
  onSubmit,
  ...form
}: FormProps<string> & { cases: readonly { value: string; label: string }[] }) {
  const { t } = useText(HOUSEHOLD_TEXT);
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <InlineForm
      {...form}
      why={t('mergeHint')}
      submitLabel={t('mergeSubmit')}
      isReady={chosen.length > 0}
      onSubmit={() => chosen[0] && onSubmit(chosen[0])}
    >
      <Choices label={t('mergeWith')} options={cases} chosen={chosen} onChange={setChosen} />
    </InlineForm>
  );
}
