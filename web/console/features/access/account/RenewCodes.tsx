import { useMutation } from '@tanstack/react-query';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';
import { renewRecoveryCodes } from './account.ts';

const FEW = 3;

/** Number of unused recovery codes. */
export function CodesLeft({ count }: { count: number }) {
  const { t } = useText();
  return <p className={count <= FEW ? css.low : css.small}>{t('account.recovery.left', { count })}</p>;
}

/** Replaces the recovery codes after a confirmation. */
export function RenewCodes(props: { onRenewed: (codes: string[]) => void; onCancel: () => void }) {
  const { t } = useText();
  const renew = useMutation({ mutationFn: renewRecoveryCodes, onSuccess: props.onRenewed });
  return (
    <InlineForm
      why={t('account.recovery.renewWhy')}
      submitLabel={t('account.recovery.renew')}
      isSending={renew.isPending}
      error={renew.error}
      onSubmit={() => renew.mutate()}
      onCancel={props.onCancel}
    />
  );
}
