/** Public API of the intake feature: reports that are not incidents yet. */
export { UnfinishedList } from './UnfinishedList.tsx';
