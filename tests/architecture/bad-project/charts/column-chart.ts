// charts-only-draw
import { incident } from '../contract/incident.ts';

export const ColumnChart = () => incident;
