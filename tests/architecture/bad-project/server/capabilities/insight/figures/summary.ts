// direction-of-insight-figures
import '../index.ts';

export const summary = '';
