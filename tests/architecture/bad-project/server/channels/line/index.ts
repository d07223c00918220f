// channel-only-by-its-index, outsiders-use-the-index
import { subscription } from '../web-push/subscription.ts';
import { incident } from '../../capabilities/incident/incident.ts';

export const line = [incident, subscription];
