// direction-of-care-record
import { person } from '../people/person.ts';

export const row = person;
