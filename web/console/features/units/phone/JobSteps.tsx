import { Button, Textarea } from '@mantine/core';
import { IconCamera, IconCheck, IconNotes, IconUrgent } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Disposition } from '#contract/incident-status';
import { isWritten } from '#contract/text';
import type { Assignment } from '#contract/units';
import { serverNow } from '../../../live/clock.ts';
import type { Entry, NumberedEntry } from '../../../outbox/index.ts';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { type JobStep, statusWith, stepsAfter } from './job-step.ts';
import css from './Phone.module.css';

/** Results a patrol can report from the scene; the others need the station or a second person. */
const RESULTS: readonly Disposition[] = ['handled', 'arrest', 'handed-to-care', 'gone-on-arrival', 'unfounded'];

type Props = {
  job: Assignment;
  code: string;
  /** Entries of this job, sent and unsent. */
  entries: readonly NumberedEntry[];
  onPut: (entry: Omit<Entry, 'id' | 'personId'>) => Promise<unknown>;
};

/** The next step of the job, a note and a picture. Everything goes into the outbox first. */
export function JobSteps({ job, code, entries, onPut }: Props) {
  const { t, language } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const [note, setNote] = useState('');
  const [open, setOpen] = useState<'note' | 'result' | 'back-up' | null>(null);
  const [hasPhotoFailed, setPhotoFailed] = useState(false);
  const camera = useRef<HTMLInputElement>(null);
  const status = statusWith(job.status, entries);
  const { next, other } = stepsAfter(status);

  const put = (
    action: JobStep | 'photo' | 'note' | 'back-up',
    what: Pick<Entry, 'json' | 'file'>,
  ): Promise<unknown> => {
    const happenedAt = new Date(serverNow()).toISOString();
    const path = `/api/v1/assignments/${job.id}/`;
    const about = { action, code, assignmentId: job.id, incidentId: job.incidentId, happenedAt };
    return what.file
      ? onPut({ path: `${path}photos?happenedAt=${happenedAt}`, about, file: what.file, isOriginal: true })
      : onPut({ path: `${path}${action}`, about, json: { ...what.json, happenedAt } });
  };
  const press = (step: JobStep, disposition?: Disposition): void => {
    if (step === 'done' && open !== 'result') {
      setOpen('result');
      return;
    }
    const text = note.trim();
    void put(step, { json: { ...(text && { note: text }), ...(disposition && { disposition }) } });
    setNote('');
    setOpen(null);
  };
  const sendNote = (): void => {
    void put('note', { json: { note: note.trim() } });
    setNote('');
    setOpen(null);
  };
  const callBackUp = (): void => {
    const text = note.trim();
    void put('back-up', { json: text ? { note: text } : {} });
    navigator.vibrate?.(200);
    setNote('');
    setOpen(null);
  };
  const takePhoto = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      await put('photo', { file });
      setPhotoFailed(false);
    } catch {
      setPhotoFailed(true);
    }
  };

  if (open === 'result') {
    return (
      <fieldset className={css.results}>
        <legend className={css.question}>{p('result')}</legend>
        {RESULTS.map((result) => (
          <Button key={result} variant="default" className={css.second} onClick={() => press('done', result)}>
            {t(`disposition.${result}`)}
          </Button>
        ))}
        <Button variant="default" className={css.second} onClick={() => press('done')}>
          {p('noResult')}
        </Button>
        <Button variant="subtle" color="gray" className={css.second} onClick={() => setOpen(null)}>
          {p('backToJob')}
        </Button>
      </fieldset>
    );
  }
  const backUpAt = entries.findLast(({ about, refused }) => about.action === 'back-up' && !refused)?.about.happenedAt;
  if (open === 'back-up') {
    return (
      <fieldset className={css.results}>
        <legend className={css.question}>{p('backUp')}</legend>
        <p className={css.small}>{p('backUpHint')}</p>
        <Button className={css.danger} onClick={callBackUp}>
          {p('backUpConfirm')}
        </Button>
        <Button variant="default" className={css.second} onClick={() => setOpen(null)}>
          {p('backUpCancel')}
        </Button>
      </fieldset>
    );
  }
  return (
    <>
      {backUpAt && (
        <p className={css.called} role="status">
          <IconUrgent aria-hidden size={24} /> {p('backUpSent', { time: formatTime(backUpAt, language) })}
        </p>
      )}
      {open === 'note' && (
        <Textarea
          label={p('noteLabel')}
          description={p('noteHint')}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={2000}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {open === 'note' && isWritten(note) && (
        <Button variant="default" className={css.second} onClick={sendNote}>
          {p('sendNote')}
        </Button>
      )}
      {hasPhotoFailed && (
        <p className={css.bad} role="alert">
          {p('photoFailed')}
        </p>
      )}
      {next ? (
        <Button className={css.big} onClick={() => press(next)}>
          {p(`step.${next}`)}
        </Button>
      ) : (
        <p className={css.stepDone} role="status">
          <IconCheck aria-hidden size={28} /> {p(`status.${status}`)}
        </p>
      )}
      <div className={css.row}>
        {other && (
          <Button variant="default" className={css.second} onClick={() => press(other)}>
            {p(`step.${other}`)}
          </Button>
        )}
        {next && (
          <Button
            variant="default"
            className={css.stacked}
            aria-expanded={open === 'note'}
            leftSection={<IconNotes aria-hidden size={24} />}
            onClick={() => setOpen(open === 'note' ? null : 'note')}
          >
            {p('note')}
          </Button>
        )}
        <Button
          variant="default"
          className={css.stacked}
          leftSection={<IconCamera aria-hidden size={24} />}
          onClick={() => camera.current?.click()}
        >
          {p('photo')}
        </Button>
        {next && (
          <Button
            variant="default"
            className={css.stacked}
            data-tone="danger"
            leftSection={<IconUrgent aria-hidden size={24} />}
            onClick={() => setOpen('back-up')}
          >
            {p('backUp')}
          </Button>
        )}
        <input
          ref={camera}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={p('photo')}
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            void takePhoto(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {isWritten(note) && open !== 'note' && <p className={css.small}>{p('noteQueued')}</p>}
    </>
  );
}
