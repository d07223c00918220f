export { createGateways, type GatewayOutcome, type Gateways } from './gateway.ts';
