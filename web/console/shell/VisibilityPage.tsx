import { Button, UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { IncidentViewsPage } from '../features/access-review/index.ts';
import { ConflictsPage, GuestsPage, useKnownDetail, visibilityPartsFor } from '../features/incident/index.ts';
import type { View, VisibilityPart } from '../router.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { useText } from '../ui/use-text.ts';
import css from './Shell.module.css';

type Props = {
  me: Me;
  view: Extract<View, { name: 'visibility' }>;
  /** The incident's code if it is in the queue. */
  code: string | undefined;
  onPart: (part: VisibilityPart) => void;
  onBack: () => void;
};

/** Who sees one incident, in three parts; each is loaded only when it is opened, because that is recorded as a view. */
export function VisibilityPage({ me, view: { incidentId, part }, code, onPart, onBack }: Props) {
  const { t } = useText();
  const detail = useKnownDetail(incidentId);
  const known = code ?? detail?.incident.code;
  const actions = detail?.actions ?? [
    ...(me.permissions.includes('incident:mark-conflict') ? ['conflicts'] : []),
    ...(me.permissions.includes('incident:invite-guest') ? ['guests'] : []),
  ];
  const parts = visibilityPartsFor(actions, me.permissions.includes('audit:view'));
  return (
    <>
      <div className={css.back}>
        <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={onBack}>
          {t('visibility.toIncident')}
        </Button>
      </div>
      <section className={css.visibility} aria-labelledby="visibility-page-title">
        <h2 id="visibility-page-title" className={css.visibilityTitle}>
          {t('visibility.title')}
          {known && <span> · {known}</span>}
        </h2>
        <nav className={css.parts} aria-label={t('visibility.parts')}>
          {parts.map((name) => (
            <UnstyledButton key={name} aria-current={name === part ? 'page' : undefined} onClick={() => onPart(name)}>
              {t(`visibility.part.${name}`)}
            </UnstyledButton>
          ))}
        </nav>
        {!parts.includes(part) && <p>{t('incident.notFound')}</p>}
        {parts.includes(part) && (
          <LazyPage key={part}>
            {part === 'views' && <IncidentViewsPage incidentId={incidentId} />}
            {part === 'conflicts' && <ConflictsPage incidentId={incidentId} />}
            {part === 'guests' && <GuestsPage incidentId={incidentId} />}
          </LazyPage>
        )}
      </section>
    </>
  );
}
