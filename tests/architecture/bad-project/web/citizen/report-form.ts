export const reportForm = true;
