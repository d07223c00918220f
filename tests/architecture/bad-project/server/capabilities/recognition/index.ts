// direction-of-recognition
import '#capabilities/care';
