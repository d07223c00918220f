import { Button, TextInput } from '@mantine/core';
import { useText } from '../../../ui/use-text.ts';
import css from './VisibilityPage.module.css';

type Props = { ready: readonly string[]; value: string; onChange: (reason: string) => void };

/** A reason in one tap or in one's own text; what was tapped can be completed. */
export function ReasonField({ ready, value, onChange }: Props) {
  const { t } = useText();
  return (
    <div className={css.reason}>
      <TextInput
        label={t('visibility.reasonField')}
        size="lg"
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={css.chips}>
        {ready.map((reason) => (
          <Button key={reason} variant="default" aria-pressed={value === reason} onClick={() => onChange(reason)}>
            {reason}
          </Button>
        ))}
      </div>
    </div>
  );
}
