// nothing here: a reader may look at anything
import '#capabilities/insight';
