export { followDueOrders } from './commands/follow-orders.ts';
export { createArrivalWatch } from './commands/note-unit-position.ts';
export { seedDemoUnits } from './commands/seed-demo-units.ts';
export type { PatrolContext, RoadTimes } from './context.ts';
export { createUnitPositions, type UnitPositions } from './live-unit-positions.ts';
export { translateUnitEvents, unitAudiencesOf } from './live-units.ts';
export { registerPatrolReactions } from './reactions.ts';
export { registerPhotoUpload } from './routes/photos.ts';
export { patrolRoutes } from './routes.ts';
