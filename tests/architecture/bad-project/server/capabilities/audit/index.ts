// direction-of-audit
import '#capabilities/incident';
