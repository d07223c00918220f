// direction-of-oversight
import '#capabilities/dispatch';
