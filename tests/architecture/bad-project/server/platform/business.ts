// platform-has-no-business-words, nothing-looks-up-to-app
import { app } from '../config.ts';
import '#capabilities/incident';

export const business = app;
