// platform-knows-no-business, nothing-imports-app
import { app } from '../config.ts';
import '#capabilities/incident';

export const business = app;
