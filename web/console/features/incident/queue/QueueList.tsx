import { IconShieldCheck } from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { useWords } from '../../../ui/use-words.ts';
import css from './QueueList.module.css';
import { QueueRow } from './QueueRow.tsx';
import type { MyAgencies } from './urgency.ts';

type Props = {
  incidents: readonly IncidentSummary[];
  chosenId: string | null;
  mine: MyAgencies;
  /** More than one station in sight: each row says whose it is. */
  showsAgency: boolean;
  empty: { title: string; hint?: string };
  onOpen: (incidentId: string) => void;
};

export function QueueList({ incidents, chosenId, mine, showsAgency, empty, onOpen }: Props) {
  const { t } = useWords();
  if (incidents.length === 0) {
    return (
      <div className={css.empty}>
        <IconShieldCheck aria-hidden size={44} stroke={1.5} />
        <p className={css.emptyTitle}>{empty.title}</p>
        {empty.hint && <p>{empty.hint}</p>}
      </div>
    );
  }
  return (
    <ul className={css.list} aria-label={t('nav.queue')}>
      {incidents.map((incident) => (
        <li key={incident.id}>
          <QueueRow
            incident={incident}
            isChosen={incident.id === chosenId}
            mine={mine}
            showsAgency={showsAgency}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  );
}
