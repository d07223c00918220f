import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type AnnualReports as AnnualList, type AnnualReport, CALENDARS, type Calendar } from '#contract/annual-report';
import { describeProblem } from '../../api/describe-problem.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import type { Language } from '../../text/language.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { SegmentedControl } from '../../ui/segmented-control.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { pathOfFile, useAnnualReports, useDiscardDraft, useDraft, useSignOff } from './annual-data.ts';
import css from './insight.module.css';

type Due = AnnualList['due'][number];

/** The report that the law asks for once a year: a draft waits for a second person, what was signed off stays. */
export function AnnualReports() {
  const { t } = useText(INSIGHT_TEXT);
  const found = useAnnualReports();
  const [calendar, setCalendar] = useState<Calendar>('calendar');
  const { reports = [], due = [] } = found.data ?? {};
  const drafts = reports.filter(({ status }) => status === 'draft');
  const editions = reports.filter(({ status }) => status === 'signed-off');
  const isDrafted = (one: Due) => drafts.some(({ year, calendar: of }) => year === one.year && of === one.calendar);
  const free = due.filter((one) => one.calendar === calendar && !isDrafted(one));
  return (
    <section className={css.part}>
      <h3>{t('annual.title')}</h3>
      <p className={css.small}>{t('annual.note')}</p>
      <PageList list={found} isEmpty={false} empty="">
        <ul className={work.rows} hidden={drafts.length === 0}>
          {drafts.map((one) => (
            <Draft key={one.id} one={one} />
          ))}
        </ul>
        <h3 className={css.below}>{t('annual.due')}</h3>
        <SegmentedControl
          className={css.choice}
          aria-label={t('annual.calendar')}
          value={calendar}
          data={CALENDARS.map((value) => ({ value, label: t(`annual.by.${value}`) }))}
          onChange={(value) => setCalendar(CALENDARS.find((one) => one === value) ?? 'calendar')}
        />
        {free.length === 0 && <p className={css.small}>{t('annual.noneDue')}</p>}
        <ul className={work.rows} hidden={free.length === 0}>
          {free.map((one) => (
            <DueYear key={`${one.calendar} ${one.year}`} one={one} />
          ))}
        </ul>
        <h3 className={css.below}>{t('annual.editions')}</h3>
        {editions.length === 0 && <p className={css.small}>{t('annual.noEdition')}</p>}
        <ul className={work.rows} hidden={editions.length === 0}>
          {editions.map((one) => {
            const newest = editions.find(({ year, calendar: of }) => year === one.year && of === one.calendar);
            const mayCorrect = newest === one && !isDrafted(one);
            return <SignedOff key={one.id} one={one} mayCorrect={mayCorrect} />;
          })}
        </ul>
      </PageList>
    </section>
  );
}

/** In Thai the Buddhist year. */
function yearName({ year }: { year: number }, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : 'th-TH';
  return new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' }).format(new Date(Date.UTC(year, 5, 15)));
}

function useYearName() {
  const { t, language } = useText(INSIGHT_TEXT);
  return (one: Pick<Due, 'calendar' | 'year'>) => t(`annual.yearOf.${one.calendar}`, { year: yearName(one, language) });
}

function Span({ from, to }: Pick<Due, 'from' | 'to'>) {
  const { t, language } = useText(INSIGHT_TEXT);
  return (
    <span className={css.small}>{t('span', { from: formatDay(from, language), to: formatDay(to, language) })}</span>
  );
}

function Files({ one }: { one: AnnualReport }) {
  const { t } = useText(INSIGHT_TEXT);
  return (
    <span>
      {one.files.map(({ name }) => (
        <a key={name} className={css.file} href={pathOfFile(one.id, name)} download>
          {t(`annual.file.${name.replace('.', '-') as 'report-th-pdf'}`)}
        </a>
      ))}
    </span>
  );
}

function Draft({ one }: { one: AnnualReport }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const nameOf = useYearName();
  const [isDiscarding, setDiscarding] = useState(false);
  const signOff = useSignOff(one.id);
  const { edition, madeBy, madeAt, note, maySignOff } = one;
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{t('annual.draft', { year: nameOf(one), edition })}</strong>
        <Span {...one} />
        <span className={css.small}>
          {t('annual.madeBy', { name: madeBy.name, at: formatDateAndTime(madeAt, language) })}
        </span>
        {note !== '' && <span>{t('publications.noteIs', { note })}</span>}
        <Files one={one} />
        {signOff.error && (
          <span className={css.problem} role="alert">
            {describeProblem(signOff.error, language)}
          </span>
        )}
      </div>
      {!isDiscarding && (
        <div className={work.side}>
          {maySignOff ? (
            <ConfirmButton
              label={t('annual.signOff')}
              confirmLabel={t('annual.signOffSure')}
              disabled={signOff.isPending}
              onConfirm={() => signOff.mutate(undefined)}
            />
          ) : (
            <span className={css.small}>{t('annual.otherPerson')}</span>
          )}
          <Button variant="default" onClick={() => setDiscarding(true)}>
            {t('annual.discard')}
          </Button>
        </div>
      )}
      {isDiscarding && <DiscardDraft id={one.id} onClose={() => setDiscarding(false)} />}
    </li>
  );
}

function DiscardDraft({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText(INSIGHT_TEXT);
  const [reason, setReason] = useState('');
  const discard = useDiscardDraft(id, onClose);
  return (
    <div className={work.under}>
      <InlineForm
        submitLabel={t('annual.discard')}
        isReady={reason.trim() !== ''}
        isSending={discard.isPending}
        error={discard.error}
        onCancel={onClose}
        onSubmit={() => discard.mutate(reason)}
      >
        <Textarea
          size="md"
          autosize
          label={t('publications.reason')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </InlineForm>
    </div>
  );
}

function DueYear({ one }: { one: Due }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const name = useYearName()(one);
  const draft = useDraft();
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{name}</strong>
        <Span {...one} />
        {draft.error && (
          <span className={css.problem} role="alert">
            {describeProblem(draft.error, language)}
          </span>
        )}
      </div>
      <div className={work.side}>
        <Button
          loading={draft.isPending}
          aria-label={t('annual.makeOf', { year: name })}
          onClick={() => draft.mutate({ calendar: one.calendar, year: one.year, note: '' })}
        >
          {t('annual.make')}
        </Button>
      </div>
    </li>
  );
}

function SignedOff({ one, mayCorrect }: { one: AnnualReport; mayCorrect: boolean }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const nameOf = useYearName();
  const [isCorrecting, setCorrecting] = useState(false);
  const { edition, decidedBy, decidedAt, madeBy, note } = one;
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{t('annual.edition', { year: nameOf(one), edition })}</strong>
        <Span {...one} />
        <span className={css.small}>
          {t('annual.signedOffBy', {
            ...{ maker: madeBy.name, name: decidedBy?.name ?? '–' },
            at: decidedAt ? formatDateAndTime(decidedAt, language) : '–',
          })}
        </span>
        {note !== '' && <span>{t('publications.noteIs', { note })}</span>}
        <Files one={one} />
      </div>
      {mayCorrect && !isCorrecting && (
        <div className={work.side}>
          <Button variant="default" onClick={() => setCorrecting(true)}>
            {t('annual.correct')}
          </Button>
        </div>
      )}
      {isCorrecting && <CorrectEdition one={one} onClose={() => setCorrecting(false)} />}
    </li>
  );
}

function CorrectEdition({ one, onClose }: { one: AnnualReport; onClose: () => void }) {
  const { t } = useText(INSIGHT_TEXT);
  const [note, setNote] = useState('');
  const draft = useDraft(onClose);
  return (
    <div className={work.under}>
      <InlineForm
        why={t('annual.correctWhy')}
        submitLabel={t('annual.make')}
        isReady={note.trim() !== ''}
        isSending={draft.isPending}
        error={draft.error}
        onCancel={onClose}
        onSubmit={() => draft.mutate({ calendar: one.calendar, year: one.year, note })}
      >
        <Textarea
          size="md"
          autosize
          label={t('publications.whatCorrected')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </InlineForm>
    </div>
  );
}
