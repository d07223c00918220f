import { FAMILY_TEXTS } from '#contract/family-texts';
import type { FamilyMeasurement } from '#contract/self-reliance';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './families.module.css';
import { type Frame, heightOf, lineOf, pointsOf, type Way, waysOf } from './way-points.ts';

const FRAME: Frame = { width: 240, height: 68, margin: 12 };
const LEVELS = [0, 1, 2, 3];
const DOT = 5;

/** How far a family has come: one small picture for each dimension, all on the same scale, with its table. */
export function WayPicture({ measurements }: { measurements: readonly FamilyMeasurement[] }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const ways = waysOf(measurements);
  const days = measurements.map(({ measuredOn }) => measuredOn);
  const score = (value: number | null) => (value === null ? t('way.unknown') : value.toFixed(1));
  return (
    <section className={css.part} aria-labelledby="family-way">
      <h3 id="family-way" className={css.partTitle}>
        {t('way.title')}
      </h3>
      <p className={css.small}>{measurements.length === 1 ? t('way.one') : t('way.scale')}</p>
      <ul className={css.ways}>
        {ways.map((way) => (
          <li key={way.dimension}>
            <p className={css.wayName}>
              <span>{texts.dimensions[way.dimension]}</span>
              <strong data-better={way.first !== null && way.last !== null && way.last > way.first}>
                {measurements.length > 1 ? `${score(way.first)} → ${score(way.last)}` : score(way.last)}
              </strong>
            </p>
            <Picture way={way} days={days} />
          </li>
        ))}
      </ul>
      <details className={css.more}>
        <summary>{t('way.table')}</summary>
        <div className={css.tableBox}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('way.on')}</th>
                {ways.map(({ dimension }) => (
                  <th key={dimension} scope="col" className={css.number}>
                    {texts.dimensions[dimension]}
                  </th>
                ))}
                <th scope="col" className={css.number}>
                  {t('way.criteria')}
                </th>
              </tr>
            </thead>
            <tbody>
              {measurements.map(({ id, measuredOn, kind, meetsCriteria }, index) => (
                <tr key={id}>
                  <th scope="row">
                    {formatDay(measuredOn, language)}
                    <span className={css.small}> {texts.kinds[kind]}</span>
                  </th>
                  {ways.map(({ dimension, scores }) => (
                    <td key={dimension}>{score(scores[index] ?? null)}</td>
                  ))}
                  <td>{meetsCriteria ? t('way.met') : t('way.notMet')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

/** Read aloud from the line above it and from the table. */
function Picture({ way: { scores }, days }: { way: Way; days: readonly string[] }) {
  const points = pointsOf(days, scores, FRAME);
  return (
    <svg className={css.way} viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} aria-hidden>
      {LEVELS.map((level) => (
        <line
          key={level}
          x1={FRAME.margin}
          x2={FRAME.width - FRAME.margin}
          y1={heightOf(level, FRAME)}
          y2={heightOf(level, FRAME)}
        />
      ))}
      <path d={lineOf(points)} />
      {points.map(
        (point, index) =>
          point && (
            <circle
              key={days[index]}
              cx={point.x}
              cy={point.y}
              r={DOT}
              data-last={index === points.length - 1 || undefined}
            />
          ),
      )}
    </svg>
  );
}
