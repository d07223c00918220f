import type { OrderState } from '#contract/patrol';
import { useUnitWords } from '../../../text/use-unit-words.ts';
import { sayTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './units.module.css';
import { useIncidentUnits } from './units-of.ts';

/** Above the next act while a unit has its order and has not set out: each unit, and whether it knows. */
export default function OrderLine({ incidentId }: { incidentId: string }) {
  const waiting =
    useIncidentUnits(incidentId).data?.filter(({ status, order }) => status === 'assigned' && order) ?? [];
  return waiting.map(({ id, callSign, order }) => order && <OrderWords key={id} order={order} unit={callSign} />);
}

/** Whether the crew knows: sent, seen, acknowledged, each with its time; and plainly where nobody has seen it. */
export function OrderWords({ order, unit }: { order: OrderState; unit?: string }) {
  const { language } = useWords();
  const t = useUnitWords();
  const { state, kind, isTaken } = order;
  const at = { acknowledged: order.acknowledgedAt, seen: order.seenAt, sent: null, unseen: null }[state];
  const isUnknown = state === 'unseen' || (state === 'sent' && !isTaken);
  const words = state === 'sent' && !isTaken ? t('order.pageOnly') : t(`order.${state}`);
  return (
    <p className={css.order} data-state={isUnknown ? 'unseen' : state}>
      {unit && <strong>{unit} · </strong>}
      {kind === 'order-withdrawn' && `${t('order.withdrawn')} · `}
      {words} {sayTime(at ?? order.sentAt, language)}
    </p>
  );
}
