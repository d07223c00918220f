import { Button } from '@mantine/core';
import { IconCamera, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { HELP_FORM_TEXTS } from '#contract/help-form-texts';
import { HELP_PICTURE_KINDS, type HelpPictureKind, helpPicturesSchema } from '#contract/help-pictures';
import { describeProblem } from '../../api/describe-problem.ts';
import { getJson, isWorthRetrying, postFile, postJson } from '../../api/request.ts';
import { shrinkPhoto } from '../../outbox/shrink-photo.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import shown from '../../ui/pictures.module.css';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';
import { HELP_KEY } from './help-key.ts';

type Props = {
  requestId: string;
  /** Whether the actor may add some. */
  mayAdd?: boolean;
  /** In a form: there is no heading, and one's own can be taken away again. */
  isForm?: boolean;
};

/** Pictures of a request, as far as the reader may see them; what each is for stands in it. */
export function HelpPictures({ requestId, mayAdd = false, isForm = false }: Props) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  const client = useQueryClient();
  const heading = useId();
  const path = `/api/v1/help-requests/${requestId}/pictures`;
  const key = [...HELP_KEY, requestId, 'pictures'];
  const { data: pictures = [], isSuccess } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => helpPicturesSchema.parse(await getJson(path, signal)).pictures,
  });
  const again = () => client.invalidateQueries({ queryKey: key });
  const remove = useMutation({
    mutationFn: (id: string) => postJson(`/api/v1/help-drafts/${requestId}/pictures/${id}/remove`, {}),
    onSettled: again,
  });
  if (!mayAdd && pictures.length === 0) return null;
  return (
    <section className={isForm ? undefined : css.part} aria-labelledby={isForm ? undefined : heading}>
      {!isForm && <h3 id={heading}>{texts.pictures.title}</h3>}
      {isSuccess && pictures.length === 0 && !isForm && <p className={css.small}>{t('pictures.none')}</p>}
      <ul className={shown.pictures}>
        {pictures.map(({ id, kind, url, by, addedAt, isOwn }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={texts.pictureKinds[kind]} loading="lazy" />
              <span>{texts.pictureKinds[kind]}</span>
              {!isForm && (
                <span className={css.small}>
                  {by?.name ?? t('pictures.byPerson')} · {formatDateAndTime(addedAt, language)}
                </span>
              )}
            </a>
            {isForm && isOwn && (
              <Button
                variant="subtle"
                leftSection={<IconTrash aria-hidden size={20} />}
                aria-label={`${t('pictures.remove')}: ${texts.pictureKinds[kind]}`}
                loading={remove.isPending && remove.variables === id}
                onClick={() => remove.mutate(id)}
              >
                {t('pictures.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remove.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(remove.error, language)}
        </p>
      )}
      {mayAdd && <AddPicture path={path} onAdded={again} />}
    </section>
  );
}

/** One tap on what it shows opens the camera; without signal it is sent as soon as there is some. */
function AddPicture({ path, onAdded }: { path: string; onAdded: () => Promise<void> }) {
  const { t, language } = useText(HELP_TEXT);
  const texts = HELP_FORM_TEXTS[language];
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<HelpPictureKind>('other');
  const send = useMutation({
    networkMode: 'always',
    retry: (_, error) => isWorthRetrying(error),
    retryDelay: 4000,
    mutationFn: ({ file, as, key }: { file: File; as: HelpPictureKind; key: string }) =>
      shrinkPhoto(file)
        .catch(() => file)
        .then((picture) => postFile(`${path}?kind=${as}`, picture, key)),
    onSuccess: onAdded,
  });
  return (
    <>
      <p className={css.small}>{t('pictures.choose')}</p>
      <div className={css.buttons}>
        {HELP_PICTURE_KINDS.map((one) => (
          <Button
            key={one}
            variant="default"
            size="md"
            leftSection={<IconCamera aria-hidden size={22} />}
            loading={send.isPending && send.variables.as === one}
            disabled={send.isPending}
            onClick={() => {
              setKind(one);
              input.current?.click();
            }}
          >
            {texts.pictureKinds[one]}
          </Button>
        ))}
      </div>
      <p role="status" className={css.late}>
        {send.isPending && send.failureCount > 0 ? t('pictures.waiting') : ''}
      </p>
      {send.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      <input
        ref={input}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={texts.pictures.title}
        type="file"
        accept="image/*"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (file) send.mutate({ file, as: kind, key: crypto.randomUUID() });
        }}
      />
    </>
  );
}
