import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClock } from '../../../live/clock.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { formatElapsed } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';
import { protectionQuery } from './account.ts';

/** Short enough that the person sees the result at once; polls only while a code is open. */
const POLL_EVERY_MS = 3000;

type Props = { code: string; expiresAt: string; onAgain: () => void };

/** The code with a countdown; the page updates by itself when the chat is linked. */
export function LineLinkCode({ code, expiresAt, onAgain }: Props) {
  const { t } = useText();
  const left = useClock((now) => Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 1000)));
  useQuery({ ...protectionQuery, refetchInterval: left > 0 ? POLL_EVERY_MS : false });
  if (left === 0) {
    return (
      <div className={css.sheet} role="status">
        <p>{t('account.line.expired')}</p>
        <div className={css.buttons}>
          <Button onClick={onAgain}>{t('account.line.again')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={css.sheet}>
      <ol className={css.steps}>
        <li>
          <p>{t('account.line.step1')}</p>
        </li>
        <li>
          <p>{t('account.line.step2')}</p>
          <p className={css.bigCode} translate="no">
            {code}
          </p>
          <div className={css.buttons}>
            <CopyButton text={code} label={t('account.line.copy')} />
          </div>
        </li>
        <li>
          <p>{t('account.line.step3')}</p>
        </li>
      </ol>
      <p className={css.small}>{t('account.line.left', { duration: formatElapsed(left * 1000) })}</p>
    </div>
  );
}
