export { createRoadTimes } from './road-times.ts';
