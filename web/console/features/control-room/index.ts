/** Public API of the control room feature; its pages are declared in `pages.tsx`. */
export { CALL_BACKS_KEY } from './call-backs/due-call-backs.ts';
export { useCallBackChime } from './call-backs/use-call-back-chime.ts';
export { WallPage } from './lazy-pages.ts';
