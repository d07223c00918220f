import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { useInView } from '../../../ui/use-in-view.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './QueueList.module.css';
import { QueueRow } from './QueueRow.tsx';
import type { MyAgencies } from './urgency.ts';

type Props = {
  incidents: readonly IncidentSummary[];
  chosenId: string | null;
  mine: MyAgencies;
  /** More than one station is visible: each row shows its own. */
  showsAgency: boolean;
  empty: { title: string; hint?: string };
  onOpen: (incidentId: string) => void;
};

/**
 * Rows drawn at first and added on scrolling: about three screens. A thousand at once would slow down a station's PC.
 */
const STEP = 40;

export function QueueList({ incidents, chosenId, mine, showsAgency, empty, onOpen }: Props) {
  const { t } = useText();
  const [limit, setLimit] = useState(STEP);
  const end = useInView(() => setLimit((rows) => rows + STEP));
  if (incidents.length === 0) {
    return (
      <div className={css.empty}>
        <IconShieldCheck aria-hidden size={44} stroke={1.5} />
        <p className={css.emptyTitle}>{empty.title}</p>
        {empty.hint && <p>{empty.hint}</p>}
      </div>
    );
  }
  const chosenAt = incidents.findIndex(({ id }) => id === chosenId);
  const shown = incidents.slice(0, Math.max(limit, chosenAt + 2));
  const hidden = incidents.length - shown.length;
  return (
    <ul className={css.list} aria-label={t('nav.queue')}>
      {shown.map((incident) => (
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
      {hidden > 0 && (
        <li key={shown.length} ref={end} className={css.more}>
          {t('queue.more', { count: hidden })}
        </li>
      )}
    </ul>
  );
}
