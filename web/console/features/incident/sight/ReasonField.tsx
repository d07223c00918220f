import { Button, TextInput } from '@mantine/core';
import { useWords } from '../../../ui/use-words.ts';
import css from './SightPage.module.css';

type Props = { ready: readonly string[]; value: string; onChange: (reason: string) => void };

/** A reason in one tap or in own words; what was tapped can be completed. */
export function ReasonField({ ready, value, onChange }: Props) {
  const { t } = useWords();
  return (
    <div className={css.reason}>
      <TextInput
        label={t('sight.reasonField')}
        size="lg"
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={css.chips}>
        {ready.map((words) => (
          <Button key={words} variant="default" aria-pressed={value === words} onClick={() => onChange(words)}>
            {words}
          </Button>
        ))}
      </div>
    </div>
  );
}
