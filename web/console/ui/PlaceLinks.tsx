import { Button } from '@mantine/core';
import { IconExternalLink, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import type { LatLng } from '#contract/position';
import { CopyButton } from './CopyButton.tsx';
import { formatPoint, mapLink, mapSite } from './map-link.ts';
import css from './PlaceLinks.module.css';
import { useMedia } from './use-media.ts';
import { useText } from './use-text.ts';

/**
 * How to get to a place: on a telephone its own map program, elsewhere the coordinates. A foreign map site would learn
 * where a person in danger is, so it is offered last, with a warning before anything is sent.
 */
export function PlaceLinks({ point }: { point: LatLng }) {
  const { t } = useText();
  const isHandheld = useMedia('(pointer: coarse)');
  const [asksSite, setAsksSite] = useState(false);
  return (
    <>
      <div className={css.buttons}>
        {isHandheld && (
          <Button
            component="a"
            variant="default"
            href={mapLink(point, navigator.userAgent)}
            leftSection={<IconRoute aria-hidden size={20} />}
          >
            {t('place.navigate')}
          </Button>
        )}
        <CopyButton text={formatPoint(point)} label={t('place.copy')} />
        {!isHandheld && !asksSite && (
          <Button variant="default" aria-expanded={false} onClick={() => setAsksSite(true)}>
            {t('place.site')}
          </Button>
        )}
      </div>
      {asksSite && !isHandheld && (
        <div className={css.site}>
          <p>{t('place.siteWarning')}</p>
          <div className={css.buttons}>
            <Button
              component="a"
              variant="default"
              href={mapSite(point)}
              target="_blank"
              rel="noreferrer"
              leftSection={<IconExternalLink aria-hidden size={20} />}
            >
              {t('place.siteOpen')}
            </Button>
            <Button variant="default" onClick={() => setAsksSite(false)}>
              {t('app.cancel')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
