// direction-of-intake
import '#capabilities/incident';
