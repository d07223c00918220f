/** Public API of the insight feature: none yet; its page is found by the shell. */
export {};
