// direction-of-escalation
import '#capabilities/care';
