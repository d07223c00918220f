export const fetchSessionEnded = () => import('./SessionEnded.tsx');
