import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';

/** For pages that are loaded later: with its styles it is 3 KB, and the first load is at its limit. */
export { SegmentedControl } from '@mantine/core';
