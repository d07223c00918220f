export const insight = '';
