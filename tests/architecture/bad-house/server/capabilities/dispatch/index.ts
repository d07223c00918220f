// direction-of-dispatch
import '#capabilities/care';
