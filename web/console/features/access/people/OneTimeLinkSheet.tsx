import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { serverNow } from '../../../live/clock.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { formatMoment } from '../../../ui/format-time.ts';
import { QrPicture } from '../../../ui/QrPicture.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './people.module.css';
import type { OneTimeLink } from './people.ts';

type Props = { link: OneTimeLink; title: string; onDone: () => void };

/** A link that is shown once. The system does not send it: the administrator hands it over in person. */
export function OneTimeLinkSheet({ link: { link, expiresAt }, title, onDone }: Props) {
  const { t, language } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={css.linkSheet} aria-label={title}>
      <h3 className={css.subtitle} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>{t('people.link.handOver')}</p>
      <p className={css.warning}>
        <IconAlertTriangle aria-hidden size={22} />
        <span>{t('people.link.once', { time: formatMoment(expiresAt, serverNow(), language) })}</span>
      </p>
      <div className={css.scan}>
        <QrPicture text={link} label={t('people.link.qr')} />
        <div className={css.byHand}>
          <p className={css.link} translate="no" data-testid="one-time-link">
            {link}
          </p>
          <CopyButton text={link} label={t('people.link.copy')} />
        </div>
      </div>
      <div className={css.buttons}>
        <Button onClick={onDone}>{t('people.link.done')}</Button>
      </div>
    </section>
  );
}
