export const app = 'config';
