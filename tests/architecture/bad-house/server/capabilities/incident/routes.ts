// routes-and-reactions-use-commands-and-queries
import { find } from './store.ts';

export const routes = find;
