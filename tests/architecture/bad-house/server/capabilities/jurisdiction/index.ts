// direction-of-jurisdiction
import '#capabilities/dispatch';
