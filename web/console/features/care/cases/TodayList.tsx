import { Button } from '@mantine/core';
import {
  IconBell,
  IconBellRinging,
  IconCalendarEvent,
  IconClockExclamation,
  IconHandStop,
  IconHourglass,
  IconPhone,
  IconPhoneOff,
  IconUserExclamation,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { labelOf } from '#contract/case-form-lines';
import type { WorkRow, WorkToday } from '#contract/case-work';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useClock } from '../../../live/clock.ts';
import { goTo, linkTo } from '../../../router.ts';
import { WORK_TEXTS } from '../../../text/case-work.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Due } from '../../../ui/Due.tsx';
import { formatMoment } from '../../../ui/format-time.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CASES_KEY } from '../cases-key.ts';
import { takeStep } from './case-data.ts';
import css from './cases.module.css';
import { DeviceNotice } from './DeviceNotice.tsx';
import { calm, useKept } from './kept-case.ts';
import { RiskChip } from './RiskChip.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { useFormTexts } from './use-form-texts.ts';
import { useToday } from './work-data.ts';

type Part = keyof WorkToday;
const PARTS: readonly Part[] = ['doNow', 'late', 'waitingForMe', 'waitingForOthers', 'later'];
const ICONS: Record<Part, ReactNode> = {
  doNow: <IconBell aria-hidden size={22} />,
  late: <IconClockExclamation aria-hidden size={22} />,
  waitingForMe: <IconUserExclamation aria-hidden size={22} />,
  waitingForOthers: <IconHourglass aria-hidden size={22} />,
  later: <IconCalendarEvent aria-hidden size={22} />,
};

/** A worker's day: do now, late, waiting for me, waiting for others; the nearest first. What other work is due stands before later days. */
export function TodayList({ beforeLater }: { beforeLater?: ReactNode }) {
  const { t } = useText(CASES_TEXT);
  const today = useToday(true);
  const kept = useKept('care today', ['list', 'today']);
  const isEmpty = PARTS.every((part) => today.data?.[part].length === 0);
  return (
    <>
      <DeviceNotice keptAt={today.error ? kept.at : null} />
      <PageList list={calm(today)} isEmpty={isEmpty} empty={t('today.none')}>
        {PARTS.map((part) => (
          <Fragment key={part}>
            {part === 'later' && beforeLater}
            <DayPart part={part} rows={today.data?.[part] ?? []} />
          </Fragment>
        ))}
      </PageList>
      {isEmpty && beforeLater}
    </>
  );
}

function DayPart({ part, rows }: { part: Part; rows: readonly WorkRow[] }) {
  const { t } = useText(CASES_TEXT);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={`today-${part}`}>
      <h3 id={`today-${part}`} className={work.group} data-part={part}>
        {ICONS[part]} {t(`today.${part}`)} <span>{rows.length}</span>
      </h3>
      <ul className={work.rows}>
        {rows.map((row) => (
          <Row key={`${row.id} ${row.act}`} row={row} part={part} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, part }: { row: WorkRow; part: Part }) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const titleOf = useCaseTitle();
  const client = useQueryClient();
  // A need is helped where the needs stand.
  const view = { name: 'page', page: 'cases', id: row.caseId, ...(row.need && { hash: '#needs' }) } as const;
  const isNobodys = row.act === 'accept';
  const accept = useMutation({
    mutationFn: () => takeStep(row.caseId, 'accept'),
    onSuccess: () => goTo(view),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
  const nudge = useMutation({
    mutationFn: () => takeStep(row.caseId, 'nudge', { subjectId: row.id }),
    onSettled: () => client.invalidateQueries({ queryKey: [...CASES_KEY, 'list', 'today'] }),
  });
  const link = linkTo(view);
  const who = titleOf({ ...row, code: row.caseCode });
  const { form } = row;
  const isOthers = part === 'waitingForOthers';
  return (
    <li className={work.row} data-group={isNobodys ? 'nobody' : part}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed(`${row.id} ${row.act}`)}>
          {WORK_TEXTS[language][row.act]}
          {row.need && `: ${texts.domains[row.need]}`}
        </a>
        <p>
          {who}
          {isOthers && row.whose && ` · ${row.whose.name}`}
        </p>
        {form !== null && row.fields.length > 0 && (
          <p className={css.small}>
            {texts.kinds[form]}: {row.fields.map(({ field }) => labelOf(texts, form, field)).join(' · ')}
          </p>
        )}
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          {row.dueAt ? <Due at={row.dueAt} /> : <Since at={row.since} text={(time) => t('since', { time })} />}
        </p>
        {row.nudgedAt && <NudgedAt at={row.nudgedAt} />}
        {row.mayNudge ? (
          <Button
            variant="default"
            leftSection={<IconBellRinging aria-hidden size={22} />}
            loading={nudge.isPending}
            onClick={() => nudge.mutate()}
            aria-label={`${t('button.nudge')}: ${who}`}
          >
            {t('button.nudge')}
          </Button>
        ) : isNobodys ? (
          <Button
            leftSection={<IconHandStop aria-hidden size={22} />}
            loading={accept.isPending}
            onClick={() => accept.mutate()}
          >
            {t('button.accept')}
          </Button>
        ) : (
          <Button component="a" variant="default" {...link} aria-label={`${t('button.look')}: ${who}`}>
            {t('button.look')}
          </Button>
        )}
      </div>
      <div className={work.under}>
        <p className={work.chips}>
          {row.isSuggested && (
            <span className={work.chip}>
              <IconUserExclamation aria-hidden size={20} /> {t('today.forYou')}
            </span>
          )}
          <RiskChip risk={row.risk} />
          <ContactChip row={row} />
        </p>
        {(accept.isError || nudge.isError) && (
          <p role="alert" className={css.problem}>
            {describeProblem(accept.error ?? nudge.error, language)}
          </p>
        )}
      </div>
    </li>
  );
}

/** Only the hour of today: `14:05`. */
function NudgedAt({ at }: { at: string }) {
  const { t, language } = useText(CASES_TEXT);
  const time = useClock((now) => formatMoment(at, now, language));
  return <p className={css.small}>{t('nudged', { time })}</p>;
}

/** How to reach them safely, where somebody might pick up the telephone. */
function ContactChip({ row: { silent, safeContact } }: { row: WorkRow }) {
  const { t } = useText(CASES_TEXT);
  const { codes } = useFormTexts();
  if (silent)
    return (
      <span className={work.safe}>
        <IconPhoneOff aria-hidden size={20} /> {t('silent')}
      </span>
    );
  if (!safeContact?.channel) return null;
  const { channel, hours, isSecret } = safeContact;
  const when = hours === null ? null : hours === 'any' ? t('contact.any') : t('contact.hours', hours);
  return (
    <span className={work.safe}>
      <IconPhone aria-hidden size={20} />
      {[codes.contactChannel[channel], when, isSecret && t('today.secret')].filter(Boolean).join(' · ')}
    </span>
  );
}
