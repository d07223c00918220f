import type { Icon } from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import type { Me } from '#contract/access';
import type { IncidentSummary } from '#contract/incident';
import type { Permission } from '#contract/permission';
import type { MyAgencies, QueueState } from './features/incident/index.ts';

/** The live queue of this console; `ordered` with the most urgent first. */
export type Board = { queue: QueueState; ordered: readonly IncidentSummary[]; mine: MyAgencies };

export type PageProps = {
  me: Me;
  /** From the address, of a page with `takesId`. */
  id?: string | undefined;
  /** Only for people with an area. */
  board?: Board | undefined;
  /** The page ended the session. */
  onSignedOut: () => void;
};

/** A page that replaces queue and map, below the alarm. Features declare theirs in `pages.tsx`; the shell finds them. */
export type Page = {
  /** Its address is `/console/<path>`. */
  path: string;
  takesId?: boolean;
  title: ParseKeys;
  icon: Icon;
  /** One of them is enough; without any everybody may open it. */
  permissions?: readonly Permission[];
  /** The place in the menu. */
  order: number;
  /** A main task of a role: a button above the queue. */
  task?: {
    label: ParseKeys;
    order: number;
    /** The keyboard shortcut; such a task comes first in colour too. */
    key?: string;
    Count?: ComponentType<{ className?: string | undefined }>;
  };
  /** Its lists are walked through with the keyboard (`useRowKeys`); the menu says how. */
  hasRowKeys?: true;
  /** In pixels; 860 by default. The back button above the page is as wide. */
  width?: 980 | 1040 | 1320;
  /** Lazy: the first load is at its limit. */
  Component: ComponentType<PageProps>;
};
