import { Button, Textarea } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { Publication } from '#contract/open-data';
import { describeProblem } from '../../api/describe-problem.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import type { Language } from '../../text/language.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { AnnualReports } from './AnnualReports.tsx';
import css from './insight.module.css';
import { useDiscard, usePropose, usePublications, usePublish } from './publications-data.ts';

/** Longer lists of months are opened when somebody wants them. */
const FIRST = 6;

/** What the public reads: sets that wait for a second person, months that could follow, and all that was published. */
export default function Publications() {
  const { t, language } = useText(INSIGHT_TEXT);
  const found = usePublications();
  const { publications = [], due = [] } = found.data ?? {};
  const waiting = publications.filter(({ status }) => status === 'proposed');
  const published = publications.filter(({ status }) => status === 'published');
  const free = due.filter(({ period }) => !waiting.some((one) => one.period === period));
  return (
    <PageList list={found} isEmpty={false} empty="">
      <p className={css.lead}>
        {t('publications.note')}{' '}
        <a href="/open-data/" target="_blank" rel="noreferrer">
          {t('publications.page')} <IconExternalLink aria-hidden size={18} />
        </a>
      </p>
      <section className={css.part}>
        <h3>{t('publications.waiting')}</h3>
        {waiting.length === 0 && <p className={css.small}>{t('publications.noneWaiting')}</p>}
        <ul className={work.rows} hidden={waiting.length === 0}>
          {waiting.map((one) => (
            <Waiting key={one.id} one={one} />
          ))}
        </ul>
      </section>
      <section className={css.part}>
        <h3>{t('publications.due')}</h3>
        {free.length === 0 && <p className={css.small}>{t('publications.noneDue')}</p>}
        <ul className={work.rows} hidden={free.length === 0}>
          {free.slice(0, FIRST).map(({ period }) => (
            <Due key={period} period={period} />
          ))}
        </ul>
        {free.length > FIRST && <p className={css.small}>{t('publications.more', { n: free.length - FIRST })}</p>}
      </section>
      <section className={css.part}>
        <h3>{t('publications.published')}</h3>
        {published.length === 0 && <p className={css.small}>{t('publications.nonePublished')}</p>}
        <ul className={work.rows} hidden={published.length === 0}>
          {published.map((one) => {
            const newest = published.find(({ period }) => period === one.period);
            return <Published key={one.id} one={one} isNewest={newest === one} language={language} />;
          })}
        </ul>
      </section>
      <AnnualReports />
    </PageList>
  );
}

function periodName(period: string, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : 'th-TH';
  const isMonth = period.includes('-');
  const at = new Date(`${period}${isMonth ? '' : '-01'}-15T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { year: 'numeric', ...(isMonth && { month: 'long' }) }).format(at);
}

/** Its figures before anybody else reads them. */
function Files({ one }: { one: Publication }) {
  const { t } = useText(INSIGHT_TEXT);
  const csv = one.files.filter(({ name }) => name.endsWith('.csv'));
  return (
    <span>
      {csv.map(({ name }) => (
        <a key={name} className={css.file} href={`/api/v1/publications/${one.id}/files/${name}`} download>
          {t(`publications.file.${name.replace('.csv', '') as 'incidents'}`)} (CSV)
        </a>
      ))}
    </span>
  );
}

function Waiting({ one }: { one: Publication }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const [isDiscarding, setDiscarding] = useState(false);
  const publish = usePublish(one.id);
  const { proposedBy, proposedAt, cells, note, mayPublish } = one;
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{periodName(one.period, language)}</strong>
        <span className={css.small}>
          {t('publications.proposedBy', { name: proposedBy.name, at: formatDateAndTime(proposedAt, language) })}
        </span>
        <span>{t('publications.cells', cells)}</span>
        {note !== '' && <span>{t('publications.noteIs', { note })}</span>}
        <Files one={one} />
        {publish.error && (
          <span className={css.problem} role="alert">
            {describeProblem(publish.error, language)}
          </span>
        )}
      </div>
      {!isDiscarding && (
        <div className={work.side}>
          {mayPublish ? (
            <ConfirmButton
              label={t('publications.publish')}
              confirmLabel={t('publications.publishSure')}
              disabled={publish.isPending}
              onConfirm={() => publish.mutate(undefined)}
            />
          ) : (
            <span className={css.small}>{t('publications.otherPerson')}</span>
          )}
          <Button variant="default" onClick={() => setDiscarding(true)}>
            {t('publications.discard')}
          </Button>
        </div>
      )}
      {isDiscarding && <DiscardForm id={one.id} onClose={() => setDiscarding(false)} />}
    </li>
  );
}

function DiscardForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText(INSIGHT_TEXT);
  const [reason, setReason] = useState('');
  const discard = useDiscard(id, onClose);
  return (
    <div className={work.under}>
      <InlineForm
        submitLabel={t('publications.discard')}
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

function Due({ period }: { period: string }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const propose = usePropose();
  const name = periodName(period, language);
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{name}</strong>
        {propose.error && (
          <span className={css.problem} role="alert">
            {describeProblem(propose.error, language)}
          </span>
        )}
      </div>
      <div className={work.side}>
        <Button
          loading={propose.isPending}
          aria-label={t('publications.proposeOf', { name })}
          onClick={() => propose.mutate({ period, note: '' })}
        >
          {t('publications.propose')}
        </Button>
      </div>
    </li>
  );
}

type PublishedProps = { one: Publication; isNewest: boolean; language: Language };

function Published({ one, isNewest, language }: PublishedProps) {
  const { t } = useText(INSIGHT_TEXT);
  const [isCorrecting, setCorrecting] = useState(false);
  const { period, version, decidedBy, decidedAt, cells, note } = one;
  return (
    <li className={work.row}>
      <div className={work.what}>
        <strong>{t('publications.version', { period: periodName(period, language), version })}</strong>
        <span className={css.small}>
          {t('publications.publishedBy', {
            name: decidedBy?.name ?? '–',
            at: decidedAt ? formatDateAndTime(decidedAt, language) : '–',
          })}
        </span>
        <span>{t('publications.cells', cells)}</span>
        {note !== '' && <span>{version === 1 ? note : t('publications.noteIs', { note })}</span>}
        <Files one={one} />
      </div>
      {isNewest && !isCorrecting && (
        <div className={work.side}>
          <Button variant="default" onClick={() => setCorrecting(true)}>
            {t('publications.correct')}
          </Button>
        </div>
      )}
      {isCorrecting && <CorrectForm period={period} onClose={() => setCorrecting(false)} />}
    </li>
  );
}

function CorrectForm({ period, onClose }: { period: string; onClose: () => void }) {
  const { t } = useText(INSIGHT_TEXT);
  const [note, setNote] = useState('');
  const propose = usePropose(onClose);
  return (
    <div className={work.under}>
      <InlineForm
        why={t('publications.correctWhy')}
        submitLabel={t('publications.propose')}
        isReady={note.trim() !== ''}
        isSending={propose.isPending}
        error={propose.error}
        onCancel={onClose}
        onSubmit={() => propose.mutate({ period, note })}
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
