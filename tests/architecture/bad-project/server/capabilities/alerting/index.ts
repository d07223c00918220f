// direction-of-alerting
import '#capabilities/care';
