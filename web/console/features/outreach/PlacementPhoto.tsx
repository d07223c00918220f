import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Placement } from '#contract/outreach';
import { describeProblem } from '../../api/describe-problem.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './outreach.module.css';
import { useAddPhoto } from './outreach-data.ts';

/** The sign where it hangs: seen by whoever sees the placement, photographed by whoever looks after it. */
export function PlacementPhoto({ placement: { code, name, photo, mayCheck } }: { placement: Placement }) {
  const { t, language } = useText(OUTREACH_TEXT);
  const input = useRef<HTMLInputElement>(null);
  const add = useAddPhoto(code);
  if (!photo && !mayCheck) return null;
  const src = photo && `/api/v1/placements/${code}/photo?of=${photo.id}`;
  return (
    <figure className={css.photo}>
      {photo && src && (
        <>
          <a href={src} target="_blank" rel="noreferrer">
            <img src={src} alt={t('photo.alt', { name })} />
          </a>
          <figcaption className={css.small}>
            {t('photo.taken', { time: formatDateAndTime(photo.addedAt, language) })}
          </figcaption>
        </>
      )}
      {mayCheck && (
        <>
          <Button
            size="md"
            variant="default"
            leftSection={<IconCamera aria-hidden size={22} />}
            loading={add.isPending}
            onClick={() => input.current?.click()}
          >
            {t(photo ? 'photo.again' : 'photo.add')}
          </Button>
          <p className={css.small}>{t('photo.hint')}</p>
          <input
            ref={input}
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('photo.add')}
            type="file"
            accept="image/*"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file) add.mutate({ file, key: crypto.randomUUID() });
            }}
          />
        </>
      )}
      {add.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(add.error, language)}
        </p>
      )}
    </figure>
  );
}
