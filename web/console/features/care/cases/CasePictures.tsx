import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCamera, IconDeviceMobileCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { casePicturesSchema, PICTURE_KINDS, PICTURE_SECTIONS, type PictureKind } from '#contract/case-pictures';
import { describeProblem } from '../../../api/describe-problem.ts';
import { getJson } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { problemOf } from '../../../outbox/problem-of.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import css from '../../../ui/pictures.module.css';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { useCareDevice } from './CareDevice.tsx';
import cases from './cases.module.css';

type Props = {
  caseId: string;
  /** The sections somebody was invited to; null: all of them. */
  sections: readonly string[] | null;
  mayAdd: boolean;
};

/** Pictures of papers, injuries and the home. What one shows decides who else may see it. */
export function CasePictures({ caseId, sections, mayAdd }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const path = `/api/v1/cases/${caseId}/pictures`;
  const pictures = useQuery({
    queryKey: [...CASES_KEY, caseId, 'pictures'],
    queryFn: async ({ signal }) => casePicturesSchema.parse(await getJson(path, signal)).pictures,
  });
  const found = pictures.data ?? [];
  const kinds = PICTURE_KINDS.filter((kind) => sections === null || sections.includes(PICTURE_SECTIONS[kind]));
  const canAdd = mayAdd && kinds.length > 0;
  if (found.length === 0 && !canAdd) return null;
  return (
    <section className={cases.part} aria-labelledby="pictures">
      <h3 id="pictures" className={cases.partTitle}>
        {t('pictures.title')}
      </h3>
      {pictures.isSuccess && found.length === 0 && <p className={cases.small}>{t('pictures.none')}</p>}
      <ul className={css.pictures}>
        {found.map(({ id, kind, url, by, happenedAt }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={t(`pictures.kind.${kind}`)} loading="lazy" />
              <span>{t(`pictures.kind.${kind}`)}</span>
              <span className={cases.small}>
                {formatDateAndTime(happenedAt, language)} · {by.name}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <PicturesOnDevice caseId={caseId} />
      {canAdd && <AddPicture caseId={caseId} path={path} kinds={kinds} />}
    </section>
  );
}

/** What was taken goes to the device first, also without signal, and from there to the server. */
function AddPicture({ caseId, path, kinds }: { caseId: string; path: string; kinds: readonly PictureKind[] }) {
  const { t } = useText(CASES_TEXT);
  const { box } = useCareDevice();
  const camera = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<PictureKind | undefined>();
  const put = useMutation({
    // Kept on the device: nothing that waits for the line.
    networkMode: 'always',
    mutationFn: (file: File) => {
      const happenedAt = new Date(serverNow()).toISOString();
      const query = `kind=${kind}&happenedAt=${happenedAt}`;
      const about = { picture: String(kind), caseId, happenedAt };
      return box.put({ path: `${path}?${query}`, about, file, isOriginal: true });
    },
    onSuccess: () => setOpen(false),
  });
  const open = (): void => {
    put.reset();
    setKind(undefined);
    setOpen(true);
  };
  if (!isOpen)
    return (
      <div className={cases.buttons}>
        <Button variant="default" leftSection={<IconCamera aria-hidden size={22} />} onClick={open}>
          {t('pictures.add')}
        </Button>
      </div>
    );
  return (
    <>
      <InlineForm
        why={t('pictures.whoSees')}
        submitLabel={t('pictures.take')}
        isReady={kind !== undefined}
        isSending={put.isPending}
        error={put.error}
        onSubmit={() => camera.current?.click()}
        onCancel={() => setOpen(false)}
      >
        <Choices
          label={t('pictures.what')}
          options={kinds.map((value) => ({ value, label: t(`pictures.kind.${value}`) }))}
          chosen={kind ? [kind] : []}
          onChange={([chosen]) => setKind(kinds.find((one) => one === chosen))}
        />
      </InlineForm>
      <input
        ref={camera}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('pictures.take')}
        type="file"
        accept="image/*"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) put.mutate(file);
        }}
      />
    </>
  );
}

/** Pictures that have not reached the server, and those that it did not take. */
function PicturesOnDevice({ caseId }: { caseId: string }) {
  const { t, language } = useText(CASES_TEXT);
  const { box } = useCareDevice();
  const isOwn = ({ about }: NumberedEntry) => about.picture !== undefined && about.caseId === caseId;
  const unsent = box.unsent.filter(isOwn).length;
  return (
    <>
      {unsent > 0 && (
        <p className={cases.kept} role="status">
          <IconDeviceMobileCheck aria-hidden size={22} /> {t('pictures.unsent', { n: unsent })}
          {box.isSignedOut && ` ${t('device.signIn')}`}
        </p>
      )}
      {box.refused.filter(isOwn).map((entry) => (
        <section key={entry.number} className={cases.conflict} role="alert">
          <strong>
            <IconAlertTriangle aria-hidden size={20} />{' '}
            {t('pictures.refused', { time: formatDateAndTime(entry.about.happenedAt ?? '', language) })}
          </strong>
          <p>{describeProblem(problemOf(entry), language)}</p>
          <p className={cases.buttons}>
            <Button variant="default" onClick={() => box.dismiss(entry)}>
              {t('device.drop')}
            </Button>
          </p>
        </section>
      ))}
    </>
  );
}
