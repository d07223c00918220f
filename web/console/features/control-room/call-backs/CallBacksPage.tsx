import { IconCircleCheck } from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from '../control-room.module.css';
import { CallBackRow } from './CallBackRow.tsx';
import { useCallBacks } from './call-backs.ts';

type Props = {
  myId: string;
  /** The open incidents on this console. */
  incidents: ReadonlyMap<string, IncidentSummary>;
  onOpen: (incidentId: string) => void;
  onComplete: (reportId: string) => void;
};

/** Call-backs, the longest due first. */
export function CallBacksPage({ myId, incidents, onOpen, onComplete }: Props) {
  const { t: common, language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const list = useCallBacks(true);
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('callBack.title')}</h2>
      {list.isPending && <Waiting label={common('app.loading')} />}
      {list.isError && <p role="alert">{describeProblem(list.error, language)}</p>}
      {list.data?.length === 0 && (
        <p className={css.calm}>
          <IconCircleCheck aria-hidden size={28} /> {t('callBack.none')}
        </p>
      )}
      <ul className={css.list}>
        {list.data?.map((entry) => (
          <CallBackRow
            key={entry.id}
            entry={entry}
            myId={myId}
            incident={incidents.get(entry.incidentId ?? '')}
            onOpen={onOpen}
            onComplete={onComplete}
          />
        ))}
      </ul>
    </div>
  );
}
