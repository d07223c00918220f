// direction-of-insight-publication
import '../index.ts';

export const edition = '';
