// direction-of-services
import '#capabilities/care';
