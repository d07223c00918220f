import { type MouseEvent, memo } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { useClock } from '../../../live/clock.ts';
import { hrefOf } from '../../../router.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { focusPanel } from '../panel/focus-panel.ts';
import { TYPE_ICONS } from '../type-icon.ts';
import { QueueClock } from './QueueClock.tsx';
import { QueueMarks } from './QueueMarks.tsx';
import css from './QueueRow.module.css';
import { repeatsPlace, shortPlace } from './short-place.ts';
import { type MyAgencies, type Urgency, urgencyOf } from './urgency.ts';

type Props = {
  incident: IncidentSummary;
  isChosen: boolean;
  mine: MyAgencies;
  showsAgency: boolean;
  onOpen: (incidentId: string) => void;
};

/** One incident in the list. A plain link: with a thousand router links each would subscribe to the address. */
export const QueueRow = memo(function QueueRow({ incident, isChosen, mine, showsAgency, onOpen }: Props) {
  const { t, language, formatIncidentDistance } = useText();
  const urgency = useClock((now) => urgencyOf(incident, now, mine));
  const TypeIcon = TYPE_ICONS[incident.type];
  const agency = incident.responsibleAgency;
  const where = [
    ...(repeatsPlace(incident.placeDetail, incident.place, language) ? [] : [shortPlace(incident.place, language)]),
    // A number and its unit stay on one line.
    ...(incident.placeMasked ? [] : [formatIncidentDistance(incident).replaceAll(' ', '\u00a0')]),
  ];
  return (
    <a
      className={css.row}
      href={hrefOf({ name: 'incident', incidentId: incident.id })}
      data-urgency={urgency}
      aria-current={isChosen ? 'true' : undefined}
      onClick={open}
    >
      <span className={css.tile}>
        <TypeIcon aria-hidden size={24} stroke={2} />
      </span>
      <span className={css.type}>{t(`type.${incident.type}`)}</span>
      <QueueClock incident={incident} urgency={urgency} />
      <span className={css.place}>
        {incident.placeDetail && <span className={css.detail}>{incident.placeDetail}</span>}
        {where.join(' · ')}
        {showsAgency && <span className={css.agency}>{formatAgency(agency, language)}</span>}
      </span>
      <span className={css.state}>
        <span className={css.status}>{formatState(urgency)}</span>
        {incident.unitName && <span className={css.unit}>{incident.unitName}</span>}
        <QueueMarks incident={incident} urgency={urgency} />
      </span>
    </a>
  );

  function open(event: MouseEvent): void {
    // Opening a new tab or window is left to the browser.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    // Opened by keyboard: the focus moves into the incident.
    if (event.detail === 0) focusPanel(incident.id);
    onOpen(incident.id);
  }

  function formatState(of: Urgency): string {
    if (of === 'duress') return t('duress.title');
    if (of === 'late') return t('queue.lateStatus');
    if (of === 'asked') return t('queue.transferToMe');
    if (of !== 'unanswered') return t(`status.${incident.status}`);
    const waiting = t(`status.${incident.status}`);
    return incident.priority === 'critical' ? `${t('queue.critical')} · ${waiting}` : waiting;
  }
});
