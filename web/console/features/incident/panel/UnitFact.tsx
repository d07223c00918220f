import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { hasUnitsAtWork } from '#contract/incident-status';
import { LazyPage } from '../../../ui/LazyPage.tsx';
import { useText } from '../../../ui/use-text.ts';
import { UnitJobs } from '../lazy-pages.ts';
import { OfficerChoice } from '../visibility/OfficerChoice.tsx';
import css from './facts.module.css';
import type { Sending } from './use-submission.ts';

type Props = { incident: IncidentSummary; detail: IncidentDetail | undefined; sending: Sending };

/** Which unit is sent and who, by name; it can be changed as long as the incident is open. */
export function UnitFact({ incident, detail, sending }: Props) {
  const { t } = useText();
  const [isChanging, setChanging] = useState(false);
  const officers = detail?.officers ?? [];
  const mayChange = detail?.actions.includes('officers') ?? false;
  const mayStep =
    detail?.actions.some((action) => action === 'en-route' || action === 'on-scene' || action === 'resolve') ?? false;
  const hasJobs = detail?.timeline.some(({ kind }) => kind === 'unit-assigned' || kind === 'unit-added') ?? false;
  // While nobody is assigned the next action asks for names anyway; a unit that was withdrawn leaves its line.
  const isAssigned = hasUnitsAtWork(incident.status);
  if (!incident.unitName && officers.length === 0 && !isAssigned) return null;
  return (
    <>
      <dt>{t('fact.unit')}</dt>
      <dd>
        {incident.unitName && !hasJobs && <p>{incident.unitName}</p>}
        {/* Loaded only once the incident is there: every request is a recorded view. */}
        {hasJobs && (
          <LazyPage>
            <UnitJobs
              incidentId={incident.id}
              unitName={incident.unitName}
              mayAssign={mayChange}
              mayStep={mayStep}
              sending={sending}
            />
          </LazyPage>
        )}
        {officers.length > 0 && (
          <ul>
            {officers.map(({ id, name }) => (
              <li key={id}>
                <IconUserCheck aria-hidden size={18} className={css.inlineIcon} /> {name}
              </li>
            ))}
          </ul>
        )}
        {mayChange && officers.length === 0 && <p className={css.small}>{t('officers.nobodySees')}</p>}
        {mayChange && !isChanging && (
          <div className={css.buttons}>
            <Button variant="default" onClick={() => setChanging(true)}>
              {t(officers.length === 0 ? 'officers.name' : 'officers.change')}
            </Button>
          </div>
        )}
        {mayChange && isChanging && (
          <OfficersForm
            incidentId={incident.id}
            sent={officers.map(({ id }) => id)}
            sending={sending}
            onClose={() => setChanging(false)}
          />
        )}
      </dd>
    </>
  );
}

type FormProps = { incidentId: string; sent: readonly string[]; sending: Sending; onClose: () => void };

function OfficersForm({ incidentId, sent, sending, onClose }: FormProps) {
  const { t } = useText();
  const [officers, setOfficers] = useState<ReadonlySet<string>>(new Set(sent));
  return (
    <div className={css.form}>
      <p className={css.small}>{t('officers.hint')}</p>
      <OfficerChoice incidentId={incidentId} chosen={officers} onChange={setOfficers} />
      <div className={css.buttons}>
        <Button
          loading={sending.pending?.action === 'officers'}
          onClick={() => sending.send({ action: 'officers', body: { officerIds: [...officers] } })}
        >
          {t('officers.send', { count: officers.size })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  );
}
