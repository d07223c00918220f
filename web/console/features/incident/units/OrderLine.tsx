import type { OrderState } from '#contract/units';
import { UNITS_TEXT } from '../../../text/units.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './units.module.css';
import { useIncidentUnits } from './units-of.ts';

/**
 * Shown above the next action while a unit has its order and has not started: each unit, and whether its crew has seen
 * it.
 */
export default function OrderLine({ incidentId }: { incidentId: string }) {
  const waiting =
    useIncidentUnits(incidentId).data?.filter(({ status, order }) => status === 'assigned' && order) ?? [];
  return waiting.map(({ id, callSign, order }) => order && <OrderText key={id} order={order} unit={callSign} />);
}

/** Whether the crew knows: sent, seen, acknowledged, each with its time; and clearly if nobody has seen it. */
export function OrderText({ order, unit }: { order: OrderState; unit?: string }) {
  const { language } = useText();
  const { t } = useText(UNITS_TEXT);
  const { state, kind, isSentByChannel } = order;
  const at = { acknowledged: order.acknowledgedAt, seen: order.seenAt, sent: null, unseen: null }[state];
  const isUnknown = state === 'unseen' || (state === 'sent' && !isSentByChannel);
  const text = state === 'sent' && !isSentByChannel ? t('order.pageOnly') : t(`order.${state}`);
  return (
    <p className={css.order} data-state={isUnknown ? 'unseen' : state}>
      {unit && <strong>{unit} · </strong>}
      {kind === 'order-withdrawn' && `${t('order.withdrawn')} · `}
      {text} {formatTime(at ?? order.sentAt, language)}
    </p>
  );
}
