import { Button } from '@mantine/core';
import { IconCheck, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { type EefAccepted, type EefChild, type EefScope, MOST_ACCEPTED_AT_ONCE } from '#contract/eef-api';
import { describeCode } from '../../api/describe-problem.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useText } from '../../ui/use-text.ts';
import { ChildFilters } from './ChildFilters.tsx';
import { ChildRow } from './ChildRow.tsx';
import css from './eef.module.css';
import { NO_FILTER, useAccept, useChildren } from './eef-data.ts';
import { groupSiblings } from './group-siblings.ts';

/** Children as rows; brothers and sisters who were sent together stand together, each with an answer of its own. */
export function ChildrenPart({ scope, mayAnswer }: { scope: EefScope; mayAnswer: boolean }) {
  const { t } = useText(EEF_TEXT);
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string | null>(null);
  const list = useChildren(scope, filter);
  const children = list.data?.pages.flatMap((page) => page.children) ?? [];
  // One that was refused may be gone from the list when that is said.
  const [sent, setSent] = useState<ReadonlyMap<string, string>>(new Map());
  const accept = useAccept(({ results }) => {
    const answered = new Set(results.map(({ id }) => id));
    setChosen((before) => new Set([...before].filter((id) => !answered.has(id))));
  });
  const mayChoose = scope === 'to-answer' && mayAnswer;
  const open = children.filter(isOffered).map(({ referral }) => referral.id);
  // The rest stays chosen, for the next time.
  const picked = open.filter((id) => chosen.has(id)).slice(0, MOST_ACCEPTED_AT_ONCE);
  const toggle = (ids: readonly string[]): void => {
    const next = new Set(chosen);
    const isAll = ids.every((id) => next.has(id));
    for (const id of ids) isAll ? next.delete(id) : next.add(id);
    setChosen(next);
  };
  useKeys({
    ...(mayChoose && {
      x: () => {
        const id = focusedRow();
        if (id !== undefined && open.includes(id)) toggle([id]);
      },
    }),
    ...(opened !== null && { escape: () => close(opened) }),
  });
  const close = (id: string): void => {
    setOpened(null);
    document.querySelector<HTMLElement>(`[data-row="${id}"] [data-listed]`)?.focus();
  };
  return (
    <>
      <ChildFilters filter={filter} provinces={list.data?.pages[0]?.counts?.provinces ?? []} onChange={setFilter} />
      {accept.data && <AcceptedNote accepted={accept.data} codes={sent} />}
      {mayChoose && open.length > 0 && (
        <div className={css.choosing}>
          <label className={css.tick}>
            <input type="checkbox" checked={open.every((id) => chosen.has(id))} onChange={() => toggle(open)} />
            {t('chooseAll', { count: open.length })}
          </label>
          <Button
            size="md"
            disabled={picked.length === 0}
            loading={accept.isPending}
            leftSection={<IconCheck aria-hidden size={22} />}
            onClick={() => {
              setSent(new Map(children.map(({ referral }) => [referral.id, referral.code])));
              accept.mutate(picked);
            }}
          >
            {picked.length === 0 ? t('acceptNone') : t('acceptMany', { count: picked.length })}
          </Button>
        </div>
      )}
      <PageList
        list={list}
        isEmpty={children.length === 0}
        empty={t(filter === NO_FILTER ? `none.${scope}` : 'noneFiltered')}
      >
        <ul className={css.rows}>
          {groupSiblings(children).map((group) => {
            const ids = group.children.filter(isOffered).map(({ referral }) => referral.id);
            const rows = group.children.map((child) => (
              <ChildRow
                key={child.referral.id}
                child={child}
                scope={scope}
                isChosen={mayChoose && isOffered(child) ? chosen.has(child.referral.id) : null}
                isOpen={opened === child.referral.id}
                onChoose={() => toggle([child.referral.id])}
                onOpen={() => (opened === child.referral.id ? close(child.referral.id) : setOpened(child.referral.id))}
                onClose={() => close(child.referral.id)}
              />
            ));
            if (group.bundleId === null) return rows;
            return (
              <li key={group.bundleId} className={css.bundle}>
                <p className={css.bundleHead}>
                  <span>
                    <IconUsers aria-hidden size={20} /> {t('bundle', { count: group.size })}
                  </span>
                  {mayChoose && ids.length > 1 && (
                    <Button variant="default" size="compact-md" onClick={() => toggle(ids)}>
                      {t('chooseBundle')}
                    </Button>
                  )}
                  {group.others.map(({ id, code, status, ageBand }) => (
                    <span key={id} className={css.chip}>
                      {code} · {t(`age.${ageBand}`)} · {t(`status.${status}`)}
                    </span>
                  ))}
                </p>
                <ul>{rows}</ul>
              </li>
            );
          })}
        </ul>
        {list.hasNextPage && (
          <Button
            fullWidth
            size="md"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
      </PageList>
    </>
  );
}

const isOffered = ({ referral }: EefChild): boolean => referral.status === 'offered';

function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
}

type NoteProps = { accepted: EefAccepted; codes: ReadonlyMap<string, string> };

/** How many were accepted, and which were not, by why. */
function AcceptedNote({ accepted: { done, refused, results }, codes }: NoteProps) {
  const { t, language } = useText(EEF_TEXT);
  const reasons = Map.groupBy(
    results.flatMap(({ id, code, status }) => (code === null ? [] : [{ id, code, status }])),
    // What became of it says more than that it can't be done.
    ({ code, status }) =>
      code === 'referral/change-not-allowed' && status ? t(`status.${status}`) : describeCode(code, language),
  );
  return (
    <div className={css.note} role="status" data-bad={refused > 0 || undefined}>
      <p>
        <strong>{t('accepted', { count: done })}</strong> {refused > 0 && t('refusedCount', { count: refused })}
      </p>
      {[...reasons].map(([reason, of]) => (
        <p key={reason}>
          <strong>{of.map(({ id }) => codes.get(id) ?? '–').join(', ')}</strong>: {reason}
        </p>
      ))}
    </div>
  );
}
