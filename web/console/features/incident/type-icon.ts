import type { Icon } from '@tabler/icons-react';
import { IconBolt, IconHelp, IconLock, IconShieldExclamation, IconUrgent, IconUsersGroup } from '@tabler/icons-react';
import type { IncidentType } from '#contract/incident-type';

export const TYPE_ICONS: Record<IncidentType, Icon> = {
  'threat-or-assault': IconBolt,
  confinement: IconLock,
  'sexual-violence-risk': IconShieldExclamation,
  'violent-frenzy': IconUrgent,
  'riotous-gathering': IconUsersGroup,
  unknown: IconHelp,
};
