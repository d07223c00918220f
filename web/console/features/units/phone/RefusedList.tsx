import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { myJobSchema } from '#contract/patrol-phone';
import { describeProblem } from '../../../api/describe-problem.ts';
import { getJson } from '../../../api/request.ts';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { problemOf } from '../../../outbox/problem-of.ts';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Phone.module.css';
import { actionOf } from './PhoneMarks.tsx';
import { explainRefusal } from './refusal-text.ts';

/** Refused entries, explained with who and when, until the user confirms them. */
export function RefusedList({
  refused,
  onRead,
}: {
  refused: readonly NumberedEntry[];
  onRead: (entry: NumberedEntry) => void;
}) {
  return refused.map((entry) => <RefusedEntry key={entry.number} entry={entry} onRead={() => onRead(entry)} />);
}

function RefusedEntry({ entry, onRead }: { entry: NumberedEntry; onRead: () => void }) {
  const { language } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const { assignmentId = '', action, happenedAt = '', code = '' } = entry.about;
  const truth = useQuery({
    queryKey: ['patrol', 'job', assignmentId, entry.number],
    queryFn: async ({ signal }) => myJobSchema.parse(await getJson(`/api/v1/me/assignments/${assignmentId}`, signal)),
    retry: 1,
  });
  const { key, at, by } = explainRefusal(entry, truth.data ?? null);
  return (
    <section className={css.refused} role="alert">
      <strong>
        {p('refused.title', { action: p(`action.${actionOf(action)}`), time: formatTime(happenedAt, language), code })}
      </strong>
      <p>
        {p(`refused.${key}`, {
          name: by ?? p('refused.somebody'),
          time: at ? formatTime(at, language) : '',
          reason: describeProblem(problemOf(entry), language),
        })}
      </p>
      <p>{p('refused.useRadio')}</p>
      <Button variant="default" className={css.second} onClick={onRead}>
        {p('refused.read')}
      </Button>
    </section>
  );
}
