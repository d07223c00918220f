import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { myJobSchema } from '#contract/patrol-phone';
import { sayProblem } from '../../../api/problem-words.ts';
import { getJson, ProblemError } from '../../../api/request.ts';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { sayTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { usePhoneWords } from '../phone-words.ts';
import css from './Phone.module.css';
import { actOf } from './PhoneMarks.tsx';
import { explainRefusal } from './refusal-words.ts';

/** What the server did not take: said in plain words with who and when, and kept until it was read. */
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
  const { language } = useWords();
  const p = usePhoneWords();
  const { assignmentId = '', act, happenedAt = '', code = '' } = entry.about;
  const truth = useQuery({
    queryKey: ['patrol', 'job', assignmentId, entry.number],
    queryFn: async ({ signal }) => myJobSchema.parse(await getJson(`/api/v1/me/assignments/${assignmentId}`, signal)),
    retry: 1,
  });
  const { key, at, by } = explainRefusal(entry, truth.data ?? null);
  const { status = 400, code: reason = '', params = {} } = entry.refused ?? {};
  const problem = new ProblemError({ type: 'about:blank', title: '', status, code: reason, params });
  return (
    <section className={css.refused} role="alert">
      <strong>{p('refused.title', { act: p(`act.${actOf(act)}`), time: sayTime(happenedAt, language), code })}</strong>
      <p>
        {p(`refused.${key}`, {
          name: by ?? p('refused.somebody'),
          time: at ? sayTime(at, language) : '',
          reason: sayProblem(problem, language),
        })}
      </p>
      <p>{p('refused.tellRadio')}</p>
      <Button variant="default" className={css.second} onClick={onRead}>
        {p('refused.read')}
      </Button>
    </section>
  );
}
