/** Public API of the outreach feature: none yet; its pages are found by the shell. */
export {};
