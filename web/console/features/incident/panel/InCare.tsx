import { IconHeartHandshake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { inCareSchema } from '#contract/case-api';
import { getJson } from '../../../api/request.ts';
import { CARE_TEXT } from '../../../text/care.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './IncidentPanel.module.css';

/** After the end: whether somebody of the incident is in care. More than yes or no the police do not learn. */
export default function InCare({ incidentId, version }: { incidentId: string; version: number }) {
  const { t } = useText(CARE_TEXT);
  const { data } = useQuery({
    queryKey: ['in-care', incidentId, version],
    queryFn: async ({ signal }) => inCareSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/in-care`, signal)),
  });
  if (!data) return null;
  return (
    <p className={css.result}>
      <IconHeartHandshake aria-hidden size={20} /> {t(data.inCare ? 'inCare.yes' : 'inCare.no')}
    </p>
  );
}
