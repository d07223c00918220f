import { Button } from '@mantine/core';
import type { Simulation, SimulationResult, StaffingFigures } from '#contract/staffing';
import { describeProblem } from '../../../api/describe-problem.ts';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { ShareGrid } from '../charts/ShareGrid.tsx';
import css from '../insight.module.css';
import { useProposal, useSimulation } from './staffing-data.ts';
import { percentOf, useEstimate } from './use-estimate.ts';

/** Opened from the list below it would be out of sight. One function: another one at each drawing would be called anew. */
const focusOn = (part: HTMLElement | null): void => part?.focus();

/** What a simulation answers: shares in time with their intervals, before and after, by hour and by station. */
export function SimulationResults({ id, isReopened }: { id: string; isReopened: boolean }) {
  const { t } = useText(STAFFING_TEXT);
  const simulation = useSimulation(id);
  const { data } = simulation;
  return (
    <PageList list={simulation} isEmpty={false} empty="">
      {data && (
        <section
          className={css.part}
          aria-label={t(`question.${data.asked.question.kind}`)}
          tabIndex={-1}
          ref={isReopened ? focusOn : undefined}
        >
          <h3>{t(`question.${data.asked.question.kind}`)}</h3>
          <p className={css.small} role="status">
            {sayState(data)}
          </p>
          {data.result === null && data.state === 'waiting' && <Waiting label={t('waiting')} />}
          {data.result && <Answer simulation={data} result={data.result} />}
        </section>
      )}
    </PageList>
  );

  function sayState({ state, result, asked }: Simulation): string {
    if (state === 'too-long') return t('tooLong');
    if (!result) return t('waiting');
    const n = result.replications;
    return state === 'done' ? t('ready', { n }) : t('few', { n, all: asked.replications });
  }
}

function Answer({ simulation, result }: { simulation: Simulation; result: SimulationResult }) {
  const { t } = useText(STAFFING_TEXT);
  const { before, after } = result;
  const last = after ?? before;
  return (
    <>
      {result.outcome !== 'answered' && <p role="alert">{t(`outcome.${result.outcome}`)}</p>}
      {before && <Figures {...{ before, after, result }} label={t(`question.${simulation.asked.question.kind}`)} />}
      {last && (
        <>
          <h3 className={css.below}>{t('grid')}</h3>
          <p className={css.small}>{t('gridNote')}</p>
          <ShareGrid hours={last.byHour} label={t('grid')} />
          <ByStation simulation={simulation} result={result} />
        </>
      )}
    </>
  );
}

type Compared = { before: StaffingFigures; after: StaffingFigures | null; result: SimulationResult; label: string };

function Figures({ before, after, result, label }: Compared) {
  const { t, language } = useText(STAFFING_TEXT);
  const { span, difference } = useEstimate();
  const minutes = (value: number): string => value.toFixed(1);
  const columns = [before, ...(after ? [after] : [])];
  const hours = [result.units.hoursBefore, ...(after ? [result.units.hoursAfter] : [])];
  return (
    <ScrolledTable className={css.wide} label={label}>
      <table className={css.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t(after ? 'before' : 'now')}</th>
            {after && <th scope="col">{t('after')}</th>}
            {after && <th scope="col">{t('change')}</th>}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('figure.within')}</th>
            {columns.map(({ within }, place) => (
              <td key={place === 0 ? 'before' : 'after'}>
                <strong>{within ? percentOf(within.value) : '–'}</strong>{' '}
                <span className={css.small}>{span(within, percentOf)}</span>
              </td>
            ))}
            {after && <td>{difference(result.change)}</td>}
          </tr>
          <tr>
            <th scope="row">{t('figure.wait')}</th>
            {columns.map(({ waitMinutes }, place) => (
              <td key={place === 0 ? 'before' : 'after'}>
                {waitMinutes ? minutes(waitMinutes.value) : '–'}{' '}
                <span className={css.small}>{span(waitMinutes, minutes)}</span>
              </td>
            ))}
            {after && <td />}
          </tr>
          <tr>
            <th scope="row">{t('figure.unanswered')}</th>
            {columns.map(({ unanswered, calls }, place) => (
              <td key={place === 0 ? 'before' : 'after'}>{calls === 0 ? '–' : percentOf(unanswered / calls)}</td>
            ))}
            {after && <td />}
          </tr>
          <tr>
            <th scope="row">{t('figure.hours')}</th>
            {hours.map((n, place) => (
              <td key={place === 0 ? 'before' : 'after'}>{n.toLocaleString(language)}</td>
            ))}
            {after && <td />}
          </tr>
        </tbody>
      </table>
    </ScrolledTable>
  );
}

function ByStation({ simulation, result }: { simulation: Simulation; result: SimulationResult }) {
  const { t, language } = useText(STAFFING_TEXT);
  const { difference } = useEstimate();
  const proposal = useProposal(simulation.id);
  const { before, after, changeByStation, units } = result;
  const hoursOf = (week: readonly number[] | undefined): string =>
    ((week ?? []).reduce((sum, n) => sum + n, 0) * 8).toLocaleString(language);
  const isChanged = (place: number): boolean =>
    units.after[place]?.some((n, shift) => n !== units.before[place]?.[shift]) ?? false;
  const canPropose = simulation.state === 'done' && units.after.some((_, place) => isChanged(place));
  return (
    <>
      <h3 className={css.below}>{t('stations.title')}</h3>
      {canPropose && <p className={css.small}>{t('propose.note')}</p>}
      <ScrolledTable className={css.wide} label={t('stations.title')}>
        <table className={`${css.table} ${css.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{t('known.station')}</th>
              <th scope="col">{t('stations.within')}</th>
              {after && <th scope="col">{t('change')}</th>}
              <th scope="col">{t('stations.busy')}</th>
              <th scope="col">{t('stations.units')}</th>
              {canPropose && <td />}
            </tr>
          </thead>
          <tbody>
            {units.after.map((week, place) => {
              const station = simulation.staffing.stations[place];
              const [earlier, now] = [before?.byStation[place], (after ?? before)?.byStation[place]];
              if (!station) return null;
              return (
                <tr key={station.agencyId}>
                  <th scope="row">{(language === 'en' && station.nameEn) || station.nameTh}</th>
                  <td data-label={t('stations.within')}>
                    {now?.within ? percentOf(now.within.value) : t('stations.none')}
                  </td>
                  {after && (
                    <td data-label={t('change')}>
                      {earlier?.within ? difference(changeByStation[place] ?? null) : '–'}
                    </td>
                  )}
                  <td data-label={t('stations.busy')}>{now ? percentOf(now.utilisation) : '–'}</td>
                  <td data-label={t('stations.units')}>
                    {after ? `${hoursOf(units.before[place])} → ${hoursOf(week)}` : hoursOf(week)}
                  </td>
                  {canPropose && (
                    <td>
                      {simulation.proposedTo.includes(station.agencyId) ? (
                        <span className={css.small}>{t('propose.sent')}</span>
                      ) : (
                        isChanged(place) && (
                          <Button
                            variant="default"
                            loading={proposal.isPending && proposal.variables === station.agencyId}
                            onClick={() => proposal.mutate(station.agencyId)}
                          >
                            {t('propose.send')}
                          </Button>
                        )
                      )}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrolledTable>
      {proposal.isError && <p role="alert">{describeProblem(proposal.error, language)}</p>}
    </>
  );
}
