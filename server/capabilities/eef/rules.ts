import { type EefRules, eefRulesSchema } from '#contract/eef-checks';
import known from '../../../database/reference-data/eef-rules.json' with { type: 'json' };

/** When it is checked whether a return to learning lasts, and school terms: data with its source. */
export const EEF_RULES: EefRules = eefRulesSchema.parse(known);
