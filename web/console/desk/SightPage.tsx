import { Button, UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import {
  ConflictsPage,
  GuestsPage,
  type SightPart,
  sightPartsFor,
  useKnownDetail,
} from '../features/incident/index.ts';
import { IncidentLooksPage } from '../features/oversight/index.ts';
import { LaterPage } from '../ui/LaterPage.tsx';
import { useWords } from '../ui/use-words.ts';
import type { View } from '../view.ts';
import css from './Desk.module.css';

type Props = {
  me: Me;
  view: Extract<View, { name: 'sight' }>;
  /** Of an incident in the queue. */
  code: string | undefined;
  onPart: (part: SightPart) => void;
  onBack: () => void;
};

/** Who sees one incident, in three parts; each part is asked for only when it is opened, because that is recorded. */
export function SightPage({ me, view: { incidentId, part }, code, onPart, onBack }: Props) {
  const { t } = useWords();
  const detail = useKnownDetail(incidentId);
  const known = code ?? detail?.incident.code;
  const actions = detail?.actions ?? [
    ...(me.permissions.includes('incident:mark-conflict') ? ['conflicts'] : []),
    ...(me.permissions.includes('incident:invite-guest') ? ['guests'] : []),
  ];
  const parts = sightPartsFor(actions, me.permissions.includes('audit:view'));
  return (
    <>
      <div className={css.back}>
        <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={onBack}>
          {t('sight.toIncident')}
        </Button>
      </div>
      <section className={css.sight} aria-labelledby="sight-page-title">
        <h2 id="sight-page-title" className={css.sightTitle}>
          {t('sight.title')}
          {known && <span> · {known}</span>}
        </h2>
        <nav className={css.parts} aria-label={t('sight.parts')}>
          {parts.map((name) => (
            <UnstyledButton key={name} aria-current={name === part ? 'page' : undefined} onClick={() => onPart(name)}>
              {t(`sight.part.${name}`)}
            </UnstyledButton>
          ))}
        </nav>
        {!parts.includes(part) && <p>{t('incident.notFound')}</p>}
        {parts.includes(part) && (
          <LaterPage key={part}>
            {part === 'looks' && <IncidentLooksPage incidentId={incidentId} />}
            {part === 'conflicts' && <ConflictsPage incidentId={incidentId} />}
            {part === 'guests' && <GuestsPage incidentId={incidentId} />}
          </LaterPage>
        )}
      </section>
    </>
  );
}
