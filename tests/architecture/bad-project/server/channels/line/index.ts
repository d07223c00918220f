// channel-only-by-its-door, outsiders-use-the-door
import { subscription } from '../web-push/subscription.ts';
import { incident } from '../../capabilities/incident/incident.ts';

export const line = [incident, subscription];
