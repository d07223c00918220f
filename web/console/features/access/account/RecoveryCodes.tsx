import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';

type Props = { codes: readonly string[]; name: string; onSaved: () => void };

/** Shown once. Stored on paper or in a safe, they allow a sign-in when the phone is lost. */
export function RecoveryCodes({ codes, name, onSaved }: Props) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // Moves the focus here, because the form that had it is gone.
  useEffect(() => heading.current?.focus(), []);
  const text = `${t('app.name')} · ${t('account.recovery.title')} · ${name}\n\n${codes.join('\n')}\n`;
  return (
    <div className={css.codesSheet}>
      <div data-print="this">
        <h3 className={css.subtitle} ref={heading} tabIndex={-1}>
          {t('account.recovery.title')}
        </h3>
        <p className={css.forPaper}>
          {t('app.name')} · {name}
        </p>
        <p className={css.warning}>
          <IconAlertTriangle aria-hidden size={22} /> <span>{t('account.recovery.once')}</span>
        </p>
        <ul className={css.codes} translate="no" aria-label={t('account.recovery.title')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className={css.buttons}>
        <CopyButton text={text} label={t('account.recovery.copy')} />
        <Button
          variant="default"
          leftSection={<IconDownload aria-hidden size={20} />}
          onClick={() => saveAsFile(text, 'ess-recovery-codes.txt')}
        >
          {t('account.recovery.download')}
        </Button>
        <Button variant="default" leftSection={<IconPrinter aria-hidden size={20} />} onClick={() => window.print()}>
          {t('account.recovery.print')}
        </Button>
      </div>
      <Button size="lg" onClick={onSaved}>
        {t('account.recovery.saved')}
      </Button>
    </div>
  );
}

function saveAsFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
