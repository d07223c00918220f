import css from './charts.module.css';

/** Twice the target is the end of the line; what lies beyond stands there as an arrow. */
const END = 2;

type Shown = { p50: number; p90: number; target: number; isMissed: boolean };

/**
 * Half of the values as a dot and nine of ten as a tick, as shares of the target from zero: all targets are one line below each other,
 * and a tick past it is late for some; amber where too many are. The numbers stand beside it.
 */
export function TargetPicture({ p50, p90, target, isMissed }: Shown) {
  const at = (seconds: number) => Math.min(seconds / target / END, 1) * 200;
  return (
    <svg className={css.target} viewBox="-6 0 212 24" aria-hidden>
      <line className={css.track} x1={0} x2={200} y1={12} y2={12} />
      <line className={css.range} data-late={isMissed || undefined} x1={at(p50)} x2={at(p90)} y1={12} y2={12} />
      <line className={css.goal} x1={100} x2={100} y1={1} y2={23} />
      {p90 > target * END ? (
        <path className={css.beyond} data-late={isMissed || undefined} d="M 196 5 L 205 12 L 196 19 Z" />
      ) : (
        <line className={css.tick} data-late={isMissed || undefined} x1={at(p90)} x2={at(p90)} y1={4} y2={20} />
      )}
      <circle className={css.dot} cx={at(p50)} cy={12} r={5} />
    </svg>
  );
}
