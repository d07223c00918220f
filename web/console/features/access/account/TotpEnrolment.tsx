import { Button } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { QrPicture } from '../../../ui/QrPicture.tsx';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { CodeField, isWholeCode } from '../CodeField.tsx';
import { useFailureText } from '../use-failure-text.ts';
import css from './account.module.css';
import { beginTotp, confirmTotp } from './account.ts';

type Props = { onConfirmed: (recoveryCodes: string[]) => void; onCancel: () => void };

/** Scan the key and type a first code. The key counts after a correct first code. */
export function TotpEnrolment({ onConfirmed, onCancel }: Props) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const [code, setCode] = useState('');
  const start = useMutation({ mutationFn: beginTotp });
  const { mutate } = start;
  useEffect(() => mutate(), [mutate]);
  const confirm = useMutation({
    mutationFn: () => confirmTotp(code),
    onSuccess: onConfirmed,
    onError: () => setCode(''),
  });
  if (start.isError) {
    return (
      <div className={css.buttons}>
        <p role="alert">{describeFailure(start.error)}</p>
        <Button onClick={() => mutate()}>{t('app.retry')}</Button>
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
      </div>
    );
  }
  if (!start.data) return <Waiting label={t('app.loading')} />;
  const { uri, key } = start.data;
  return (
    <InlineForm
      submitLabel={t('account.totp.confirm')}
      isReady={isWholeCode(code)}
      isSending={confirm.isPending}
      error={confirm.error}
      onSubmit={() => confirm.mutate()}
      onCancel={onCancel}
    >
      <ol className={css.steps}>
        <li>
          <p>{t('account.totp.step1')}</p>
        </li>
        <li>
          <p>{t('account.totp.step2')}</p>
          <div className={css.scan}>
            <QrPicture text={uri} label={t('account.totp.qr')} />
            <div className={css.byHand}>
              <Button
                component="a"
                href={uri}
                variant="default"
                leftSection={<IconDeviceMobile aria-hidden size={20} />}
              >
                {t('account.totp.sameDevice')}
              </Button>
              <p>{t('account.totp.byHand')}</p>
              <p className={css.key} translate="no" data-testid="totp-key">
                {key}
              </p>
              <CopyButton text={key.replace(/\s/g, '')} label={t('account.totp.copyKey')} />
            </div>
          </div>
        </li>
        <li>
          <p>{t('account.totp.step3')}</p>
          <CodeField value={code} onChange={setCode} autoFocus={false} />
        </li>
      </ol>
    </InlineForm>
  );
}
