// direction-of-units
import '#capabilities/care';
