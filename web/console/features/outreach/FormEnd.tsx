import { Button } from '@mantine/core';
import { describeProblem } from '../../api/describe-problem.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { useText } from '../../ui/use-text.ts';
import css from './outreach.module.css';

type Props = {
  save: string;
  sending: { isPending: boolean; error: Error | null };
  onCancel: () => void;
};

/** The end of each form here: what the server refuses, save, and cancel. */
export function FormEnd({ save, sending: { isPending, error }, onCancel }: Props) {
  const { t, language } = useText(OUTREACH_TEXT);
  return (
    <>
      {error && (
        <p role="alert" className={css.problem}>
          {describeProblem(error, language)}
        </p>
      )}
      <div className={css.choices}>
        <Button type="submit" size="md" loading={isPending}>
          {save}
        </Button>
        <Button size="md" variant="default" onClick={onCancel}>
          {t('campaign.cancel')}
        </Button>
      </div>
    </>
  );
}
