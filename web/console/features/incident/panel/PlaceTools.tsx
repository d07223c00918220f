import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { useText } from '../../../ui/use-text.ts';
import css from './facts.module.css';
import { PlaceDetail } from './PlaceDetail.tsx';

type Props = {
  incident: IncidentSummary;
  actions: IncidentDetail['actions'];
  onChanged: (incident: IncidentSummary) => void;
};

/** What is seldom done with a place: the house number, and a file for another dispatch system that holds what this page shows. */
export default function PlaceTools({ incident, actions, onChanged }: Props) {
  const { t } = useText();
  return (
    <>
      {actions.includes('place-detail') && !incident.placeMasked && (
        <PlaceDetail incident={incident} onChanged={onChanged} />
      )}
      <Button
        className={css.quiet}
        variant="transparent"
        leftSection={<IconFileDownload aria-hidden size={18} />}
        component="a"
        href={`/api/v1/incidents/${incident.id}/pidf-lo`}
        download={`${incident.code}.pidf.xml`}
      >
        {t('fact.positionFile')}
      </Button>
    </>
  );
}
