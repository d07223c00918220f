import { alarm } from './alarm.bench.ts';
import type { Bench } from './bench.ts';
import { burst } from './burst.bench.ts';
import { careToday } from './care-today.bench.ts';
import { citizenPage } from './citizen-page.bench.ts';
import { citizenReport } from './citizen-report.bench.ts';
import { consoles } from './consoles.bench.ts';
import { eefWork } from './eef-work.bench.ts';
import { escalationSteps } from './escalation-steps.bench.ts';
import { firstLoad } from './first-load.bench.ts';
import { insight } from './insight.bench.ts';
import { pictures } from './pictures.bench.ts';
import { placementImport } from './placement-import.bench.ts';
import { positions } from './positions.bench.ts';
import { poster } from './poster.bench.ts';
import { provinceMaps } from './province-maps.bench.ts';
import { qrLanding } from './qr-landing.bench.ts';
import { queue } from './queue.bench.ts';
import { report } from './report.bench.ts';
import { responsibleStation } from './responsible-station.bench.ts';
import { scale } from './scale.bench.ts';
import { start } from './start.bench.ts';
import { webhook } from './webhook.bench.ts';

export const BENCHES: readonly Bench[] = [
  webhook,
  report,
  alarm,
  scale,
  consoles,
  pictures,
  positions,
  careToday,
  eefWork,
  burst,
  escalationSteps,
  responsibleStation,
  queue,
  start,
  firstLoad,
  citizenPage,
  citizenReport,
  placementImport,
  qrLanding,
  poster,
  insight,
  provinceMaps,
];
