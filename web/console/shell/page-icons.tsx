import {
  IconAntenna,
  IconBell,
  IconCalendarUser,
  IconCar,
  IconEyeExclamation,
  IconHeartbeat,
  IconHeartHandshake,
  IconLayoutDashboard,
  IconPhoneCall,
  IconPhoneIncoming,
  IconStairsUp,
  IconTool,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PageName } from './ShellPage.tsx';

export const PAGE_ICONS: Record<PageName, ReactNode> = {
  duty: <IconCalendarUser aria-hidden size={20} />,
  readiness: <IconHeartbeat aria-hidden size={20} />,
  area: <IconLayoutDashboard aria-hidden size={20} />,
  calls: <IconPhoneIncoming aria-hidden size={20} />,
  'call-backs': <IconPhoneCall aria-hidden size={20} />,
  'unusual-views': <IconEyeExclamation aria-hidden size={20} />,
  aftercare: <IconHeartHandshake aria-hidden size={20} />,
  account: <IconUserCircle aria-hidden size={20} />,
  channels: <IconBell aria-hidden size={20} />,
  'station-channels': <IconAntenna aria-hidden size={20} />,
  people: <IconUsers aria-hidden size={20} />,
  units: <IconCar aria-hidden size={20} />,
  'system-alerts': <IconTool aria-hidden size={20} />,
  'escalation-policies': <IconStairsUp aria-hidden size={20} />,
};
