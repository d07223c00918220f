import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { casePicturesSchema, PICTURE_KINDS, PICTURE_SECTIONS, type PictureKind } from '#contract/case-pictures';
import { getJson, postPicture } from '../../../api/request.ts';
import { serverNow } from '../../../live/clock.ts';
import { shrinkPhoto } from '../../../outbox/shrink-photo.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { Choices } from './Choices.tsx';
import css from './cases.module.css';

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
    <section className={css.part} aria-labelledby="pictures">
      <h3 id="pictures" className={css.partTitle}>
        {t('pictures.title')}
      </h3>
      {pictures.isSuccess && found.length === 0 && <p className={css.small}>{t('pictures.none')}</p>}
      <ul className={css.pictures}>
        {found.map(({ id, kind, url, by, happenedAt }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={t(`pictures.kind.${kind}`)} loading="lazy" />
              <span>{t(`pictures.kind.${kind}`)}</span>
              <span className={css.small}>
                {formatDateAndTime(happenedAt, language)} · {by.name}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {canAdd && <AddPicture caseId={caseId} path={path} kinds={kinds} />}
    </section>
  );
}

type Sending = { file: File; kind: PictureKind; takenAt: string; key: string };

function AddPicture({ caseId, path, kinds }: { caseId: string; path: string; kinds: readonly PictureKind[] }) {
  const { t } = useText(CASES_TEXT);
  const client = useQueryClient();
  const camera = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<PictureKind | undefined>();
  const send = useMutation({
    mutationFn: async ({ file, kind: shown, takenAt, key }: Sending) =>
      postPicture(`${path}?kind=${shown}&happenedAt=${takenAt}`, await shrinkPhoto(file), key),
    onSuccess: () => setOpen(false),
    onSettled: () => client.invalidateQueries({ queryKey: [...CASES_KEY, caseId] }),
  });
  if (!isOpen)
    return (
      <div className={css.buttons}>
        <Button
          variant="default"
          leftSection={<IconCamera aria-hidden size={22} />}
          onClick={() => {
            send.reset();
            setKind(undefined);
            setOpen(true);
          }}
        >
          {t('pictures.add')}
        </Button>
      </div>
    );
  return (
    <>
      <InlineForm
        why={t('pictures.whoSees')}
        submitLabel={t(send.isError ? 'pictures.again' : 'pictures.take')}
        isReady={kind !== undefined}
        isSending={send.isPending}
        error={send.error}
        // After a failure the same picture again, under the same key: it is added once.
        onSubmit={() => (send.isError ? send.mutate(send.variables) : camera.current?.click())}
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
          const takenAt = new Date(serverNow()).toISOString();
          if (file && kind) send.mutate({ file, kind, takenAt, key: crypto.randomUUID() });
        }}
      />
    </>
  );
}
