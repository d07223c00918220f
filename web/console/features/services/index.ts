/** Public API of the services feature: what a condition of a service says in words. */
export { describeRule } from './describe-service.ts';
